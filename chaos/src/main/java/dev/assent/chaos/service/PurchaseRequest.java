package dev.assent.chaos.service;

import dev.assent.demo.shop.Purchase;

/** A purchase as a line of text. */
public final class PurchaseRequest {
    private PurchaseRequest() {}

    public static String line(Purchase p) {
        return "%d %d %d %d %d %b".formatted(p.number(), p.customer(), p.item(), p.quantity(), p.amount(), p.faulty());
    }

    static Purchase read(String line) {
        String[] words = line.split(" ", -1);
        return new Purchase(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]),
                Boolean.parseBoolean(words[5]));
    }
}
