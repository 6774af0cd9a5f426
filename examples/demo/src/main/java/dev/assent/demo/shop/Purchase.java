package dev.assent.demo.shop;

/**
 * What a customer has put into a basket.
 *
 * @param number also names the basket
 * @param amount in cents
 * @param faulty whether an exception is thrown after the last step
 */
public record Purchase(int number, int customer, int item, int quantity, long amount, boolean faulty) {}
