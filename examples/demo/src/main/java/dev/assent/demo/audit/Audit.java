package dev.assent.demo.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;

import dev.assent.demo.audit.Books.Movement;
import dev.assent.demo.audit.Books.Order;
import dev.assent.demo.audit.Books.Payment;
import dev.assent.demo.audit.Violation.Kind;
import dev.assent.demo.shop.Plan;
import dev.assent.demo.shop.Purchase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares the databases with their first contents and with the outcome that each customer got. */
public final class Audit {
    private final Plan plan;
    private final Books books;
    private final Map<Integer, Claim> claims;
    private final List<Violation> found = new ArrayList<>();

    private Audit(Plan plan, Books books, Map<Integer, Claim> claims) {
        this.plan = plan;
        this.books = books;
        this.claims = claims;
    }

    /**
     * @param claims the outcome that the customer got, by purchase number; one for each purchase
     * @param heldRows the rows that the coordinator still holds a lock on
     */
    public static List<Violation> of(Plan plan, Books books, Map<Integer, Claim> claims, List<String> heldRows) {
        Audit audit = new Audit(plan, books, claims);
        audit.money();
        audit.stock();
        audit.orders();
        audit.claims();
        audit.undo();
        heldRows.forEach(row -> audit.found(Kind.LOCK, "A lock is left on %s.".formatted(row)));
        return List.copyOf(audit.found);
    }

    private void money() {
        Map<Integer, Long> paid =
                books.payments().values().stream().collect(groupingBy(Payment::customer, summingLong(Payment::amount)));
        for (int customer = 1; customer <= plan.balances().size(); customer++) {
            long before = plan.balances().get(customer - 1);
            long left = books.balances().getOrDefault(customer, 0L);
            long spent = paid.getOrDefault(customer, 0L);
            if (left + spent != before) {
                found(
                        Kind.MONEY,
                        "Customer %d had %d, has %d and paid %d cents.".formatted(customer, before, left, spent));
            }
        }
    }

    private void stock() {
        Map<Integer, Integer> taken =
                books.movements().values().stream().collect(groupingBy(Movement::item, summingInt(Movement::quantity)));
        for (int item = 1; item <= plan.levels().size(); item++) {
            int before = plan.levels().get(item - 1);
            int left = books.levels().getOrDefault(item, 0);
            int gone = taken.getOrDefault(item, 0);
            if (left + gone != before) {
                found(
                        Kind.STOCK,
                        "There were %d of item %d, %d are left and %d were taken.".formatted(before, item, left, gone));
            }
        }
    }

    private void orders() {
        Map<Long, Order> orders = books.orders().stream().collect(toMap(Order::id, order -> order));
        Set<Long> ids = new TreeSet<>(orders.keySet());
        ids.addAll(books.movements().keySet());
        ids.addAll(books.payments().keySet());
        for (long id : ids) {
            Order order = orders.get(id);
            Movement movement = books.movements().get(id);
            Payment payment = books.payments().get(id);
            if (order == null
                    || !order.state().equals("CONFIRMED")
                    || !new Movement(order.item(), order.quantity()).equals(movement)
                    || !new Payment(order.customer(), order.amount()).equals(payment)) {
                found(Kind.HALF_ORDER, "Order %d: %s, %s, %s.".formatted(id, or(order), or(movement), or(payment)));
            }
        }
    }

    private static String or(@Nullable Object row) {
        return Objects.toString(row, "nothing");
    }

    /** Each purchase is either a basket or one order, and agrees with the outcome that the customer got. */
    private void claims() {
        Map<Integer, List<Order>> orders = books.orders().stream().collect(groupingBy(Order::purchase));
        for (Purchase purchase : plan.purchases()) {
            int number = purchase.number();
            int made = orders.getOrDefault(number, List.of()).size();
            boolean basket = books.baskets().contains(number);
            if (made + (basket ? 1 : 0) != 1) {
                found(
                        Kind.HALF_ORDER,
                        "Purchase %d: %d orders, %s.".formatted(number, made, basket ? "a basket" : "no basket"));
            }
            Claim claim = claims.get(number);
            if (claim == null || (claim != Claim.UNKNOWN && (claim == Claim.COMMITTED) != (made > 0))) {
                found(
                        Kind.CLAIM,
                        "Purchase %d: the customer got %s, but there are %d orders."
                                .formatted(number, or(claim), made));
            }
        }
        IntStream strangers = orders.keySet().stream()
                .mapToInt(Integer::intValue)
                .filter(number -> number < 1 || number > plan.purchases().size());
        strangers.forEach(
                number -> found(Kind.HALF_ORDER, "An order of purchase %d, which does not exist.".formatted(number)));
    }

    private void undo() {
        books.openUndo().forEach((database, rows) -> {
            if (rows > 0) {
                found(Kind.UNDO, "%d undo rows of status 0 in database %s.".formatted(rows, database));
            }
        });
    }

    private void found(Kind kind, String sentence) {
        found.add(new Violation(kind, sentence));
    }
}
