package dev.assent.demo.shop;

/** Keeps the customers' money: in this process or in another one. */
public interface Accounts {
    /**
     * @param amount in cents
     * @throws PurchaseFailed if the customer has less
     */
    void charge(long order, int customer, long amount);
}
