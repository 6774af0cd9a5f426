package dev.assent.demo.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contents of the three databases after all transactions have ended, read directly and not through Assent.
 *
 * @param openUndo undo rows with status 0, by database
 */
public record Books(
        List<Order> orders,
        Set<Integer> baskets,
        Map<Integer, Integer> levels,
        Map<Long, Movement> movements,
        Map<Integer, Long> balances,
        Map<Long, Payment> payments,
        Map<String, Integer> openUndo) {

    /** A row of the order service. */
    public record Order(long id, int purchase, int customer, int item, int quantity, long amount, String state) {}

    /** What the stock service gave out for an order. */
    public record Movement(int item, int quantity) {}

    /** What the account service took for an order. */
    public record Payment(int customer, long amount) {}
}
