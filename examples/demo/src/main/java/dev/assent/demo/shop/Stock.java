package dev.assent.demo.shop;

/** Knows how much there is of each item: in this process, or far away. */
public interface Stock {
    /** @throws PurchaseFailed if there is not enough of it */
    void take(long order, int item, int quantity);
}
