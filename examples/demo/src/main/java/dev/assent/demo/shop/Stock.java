package dev.assent.demo.shop;

/** Knows how much there is of each item: in this process or in another one. */
public interface Stock {
    /** @throws PurchaseFailed if there is not enough of it */
    void take(long order, int item, int quantity);
}
