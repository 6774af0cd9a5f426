package dev.assent.core;

import dev.assent.model.DatabaseMark;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which database a resource's name stands for, by the mark that its resource managers last sent (P10). Seata's
 * clients have the names alone, so their locks are in the lock space of that database.
 */
final class DatabaseNames {
    /** More are refused: each is kept for ever. */
    static final int MOST = 100_000;

    /** More orders of operators are refused. */
    static final int MOST_ORDERS = 1_000;

    private final Map<String, DatabaseMark> marks = new LinkedHashMap<>();
    private final Map<String, MarkOrder> orders = new LinkedHashMap<>();

    /**
     * An order for the name is carried out when the database that took its mark is named so. One in the place of a lost mark
     * is void when another mark takes the name: that has not been lost.
     */
    void put(String name, DatabaseMark mark) {
        DatabaseMark before = marks.put(name, mark);
        MarkOrder order = orders.get(name);
        if (order != null
                && (order.isInPlaceOfALostMark(before)
                        || (order.taken() && order.mark().equals(mark)))) {
            orders.remove(name);
        }
    }

    void order(String name, MarkOrder order) {
        orders.put(name, order);
    }

    /** A new process: which of two databases of one name was the copy is no longer known. */
    void began() {
        orders.replaceAll((name, order) -> {
            DatabaseMark known = marks.get(name);
            return known == null || known.equals(order.mark())
                    ? order
                    : new MarkOrder(order.mark(), order.taken(), false);
        });
    }

    @Nullable
    MarkOrder order(String name) {
        return orders.get(name);
    }

    /** By name. */
    Map<String, MarkOrder> orders() {
        return orders;
    }

    boolean hasManyOrders() {
        return orders.size() >= MOST_ORDERS;
    }

    /** Whether the mark is that of a database with another name. */
    boolean isNamedOtherwise(DatabaseMark mark, String name) {
        return of(mark).stream().anyMatch(other -> !other.equals(name));
    }

    /** The names that stand for it. */
    List<String> of(DatabaseMark mark) {
        return marks.entrySet().stream()
                .filter(entry -> entry.getValue().equals(mark))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Nullable
    DatabaseMark find(String name) {
        return marks.get(name);
    }

    /** By name. */
    Map<String, DatabaseMark> all() {
        return marks;
    }

    boolean isFull() {
        return marks.size() >= MOST;
    }

    void snapshot(Instant latest, Coordinator.Recorder out) {
        marks.forEach((name, mark) -> out.record(latest, new Event.DatabaseNamed(name, mark)));
        orders.forEach((name, order) -> out.record(latest, new Event.MarkOrdered(name, order)));
    }
}
