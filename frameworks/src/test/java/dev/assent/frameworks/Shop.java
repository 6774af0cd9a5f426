package dev.assent.frameworks;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small shop as an application writes it with one framework. Each method is a local transaction of its own. Prices are
 * cents.
 */
public interface Shop extends AutoCloseable {
    /** @throws IllegalStateException if too little is in stock; nothing is bought then */
    long order(String customer, Map<String, Integer> amounts);

    /** Loads the purchase, changes it and saves it. */
    void changeNote(long purchase, String note);

    void tag(long purchase, Set<String> tags);

    /** Deletes the purchase with all its parts. */
    void cancel(long purchase);

    void raisePrices(int cents);

    /** Deletes the items of which nothing is left. */
    void clearSoldOut();

    /** Locks the item before it is changed. */
    void take(String item, int amount);

    /** Names of items, in their order. */
    List<String> page(int number, int size);

    @Override
    void close();
}
