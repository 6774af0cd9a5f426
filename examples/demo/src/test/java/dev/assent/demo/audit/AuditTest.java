package dev.assent.demo.audit;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.audit.Books.Movement;
import dev.assent.demo.audit.Books.Order;
import dev.assent.demo.audit.Books.Payment;
import dev.assent.demo.audit.Violation.Kind;
import dev.assent.demo.shop.Plan;
import dev.assent.demo.shop.Purchase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Books that are right, then one thing wrong at a time. */
final class AuditTest {
    private static final int ORDERED = 5;

    private final Plan plan = Plan.draw(1, 20);
    private final List<Purchase> bought = plan.purchases().subList(20 - ORDERED, 20);
    private final Purchase first = bought.get(0);
    private final long firstOrder = id(first);

    private final List<Order> orders = new ArrayList<>(bought.stream()
            .map(p -> new Order(id(p), p.number(), p.customer(), p.item(), p.quantity(), p.amount(), "CONFIRMED"))
            .toList());
    private final Set<Integer> baskets = plan.purchases().stream()
            .filter(p -> !bought.contains(p))
            .map(Purchase::number)
            .collect(toSet());
    private final Map<Long, Movement> movements =
            bought.stream().collect(toMap(AuditTest::id, p -> new Movement(p.item(), p.quantity())));
    private final Map<Long, Payment> payments =
            bought.stream().collect(toMap(AuditTest::id, p -> new Payment(p.customer(), p.amount())));
    private final Map<Integer, Integer> levels = new HashMap<>();
    private final Map<Integer, Long> balances = new HashMap<>();
    private final Map<String, Integer> openUndo = new HashMap<>(Map.of("orders", 0, "stock", 0, "account", 0));
    private final List<String> heldRows = new ArrayList<>();
    private final Map<Integer, Claim> claims = plan.purchases().stream()
            .collect(toMap(Purchase::number, p -> bought.contains(p) ? Claim.COMMITTED : Claim.ROLLED_BACK));

    AuditTest() {
        IntStream.rangeClosed(1, plan.levels().size())
                .forEach(i -> levels.put(i, plan.levels().get(i - 1)));
        IntStream.rangeClosed(1, plan.balances().size())
                .forEach(i -> balances.put(i, plan.balances().get(i - 1)));
        bought.forEach(p -> levels.merge(p.item(), -p.quantity(), Integer::sum));
        bought.forEach(p -> balances.merge(p.customer(), -p.amount(), Long::sum));
    }

    @Test
    void rightBooksPass() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void seesMoneyVanish() {
        balances.merge(first.customer(), -1L, Long::sum);
        assertThat(violations()).containsExactly(Kind.MONEY);
    }

    @Test
    void seesMoneyMovedBetweenCustomers() {
        balances.merge(7, 1L, Long::sum);
        balances.merge(8, -1L, Long::sum);
        assertThat(violations()).containsExactly(Kind.MONEY, Kind.MONEY);
    }

    @Test
    void seesStockVanish() {
        levels.merge(first.item(), -1, Integer::sum);
        assertThat(violations()).containsExactly(Kind.STOCK);
    }

    @Test
    void seesAnOrderWithoutPayment() {
        payments.remove(firstOrder);
        balances.merge(first.customer(), first.amount(), Long::sum);
        assertThat(violations()).containsExactly(Kind.HALF_ORDER);
    }

    @Test
    void seesAnOrderWithoutGoods() {
        movements.remove(firstOrder);
        levels.merge(first.item(), first.quantity(), Integer::sum);
        assertThat(violations()).containsExactly(Kind.HALF_ORDER);
    }

    @Test
    void seesPaymentAndGoodsWithoutOrder() {
        orders.remove(0);
        baskets.add(first.number());
        claims.put(first.number(), Claim.ROLLED_BACK);
        assertThat(violations()).containsExactly(Kind.HALF_ORDER);
    }

    @Test
    void seesADifferentAmountPaid() {
        payments.put(firstOrder, new Payment(first.customer(), first.amount() - 1));
        balances.merge(first.customer(), 1L, Long::sum);
        assertThat(violations()).containsExactly(Kind.HALF_ORDER);
    }

    @Test
    void seesAnOrderThatWasNeverConfirmed() {
        orders.set(0, withState(orders.get(0), "PLACED"));
        assertThat(violations()).containsExactly(Kind.HALF_ORDER);
    }

    @Test
    void seesABasketThatIsStillThere() {
        baskets.add(first.number());
        assertThat(violations()).containsExactly(Kind.HALF_ORDER);
    }

    @Test
    void seesABasketThatVanished() {
        baskets.remove(1);
        assertThat(violations()).containsExactly(Kind.HALF_ORDER);
    }

    @Test
    void seesACommitThatIsNotThere() {
        claims.put(1, Claim.COMMITTED);
        assertThat(violations()).containsExactly(Kind.CLAIM);
    }

    @Test
    void seesARollBackThatIsThere() {
        claims.put(first.number(), Claim.ROLLED_BACK);
        assertThat(violations()).containsExactly(Kind.CLAIM);
    }

    @Test
    void seesAPurchaseNobodyToldAnythingAbout() {
        claims.remove(1);
        assertThat(violations()).containsExactly(Kind.CLAIM);
    }

    @Test
    void believesEitherOfAnUnknown() {
        claims.put(1, Claim.UNKNOWN);
        claims.put(first.number(), Claim.UNKNOWN);
        assertThat(violations()).isEmpty();
    }

    @Test
    void seesUndoLeft() {
        openUndo.put("stock", 2);
        assertThat(violations()).containsExactly(Kind.UNDO);
    }

    @Test
    void seesALockLeft() {
        heldRows.add("stock:3");
        assertThat(violations()).containsExactly(Kind.LOCK);
    }

    @Test
    void seesAnOrderThatNobodyMade() {
        Order order = new Order(7, 99, 1, 2, 0, 0, "CONFIRMED");
        orders.add(order);
        movements.put(7L, new Movement(2, 0));
        payments.put(7L, new Payment(1, 0));
        assertThat(violations()).containsExactly(Kind.HALF_ORDER);
    }

    private List<Kind> violations() {
        Books books = new Books(orders, baskets, levels, movements, balances, payments, openUndo);
        return Audit.of(plan, books, claims, heldRows).stream()
                .map(Violation::kind)
                .toList();
    }

    private static long id(Purchase purchase) {
        return 1000L + purchase.number();
    }

    private static Order withState(Order o, String state) {
        return new Order(o.id(), o.purchase(), o.customer(), o.item(), o.quantity(), o.amount(), state);
    }
}
