package dev.assent.demo.shop;

/** Turns baskets into orders: in this process or in another one. */
public interface Orders {
    /** @return the order's id */
    long place(Purchase purchase);

    void confirm(long order);
}
