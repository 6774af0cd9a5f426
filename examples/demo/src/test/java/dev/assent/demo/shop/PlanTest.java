package dev.assent.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PlanTest {
    @Test
    void isAFunctionOfTheSeed() {
        assertThat(Plan.draw(7, 500)).isEqualTo(Plan.draw(7, 500));
        assertThat(Plan.draw(7, 500).purchases()).isNotEqualTo(Plan.draw(8, 500).purchases());
    }

    @Test
    void everyReasonToRollBackOccursWhateverTheSeed() {
        LongStream.range(0, 200).mapToObj(seed -> Plan.draw(seed, Plan.FEWEST)).forEach(plan -> {
            Purchase poor = plan.purchases().get(0);
            Purchase bare = plan.purchases().get(1);
            Purchase faulty = plan.purchases().get(2);

            assertThat(balance(plan, poor)).as("seed %d", plan.seed()).isLessThan(poor.amount());
            assertThat(level(plan, poor)).isGreaterThanOrEqualTo(wanted(plan, poor.item()));
            assertThat(level(plan, bare)).isLessThan(bare.quantity());
            assertThat(faulty.faulty()).isTrue();
            assertThat(level(plan, faulty)).isGreaterThanOrEqualTo(wanted(plan, faulty.item()));
            assertThat(balance(plan, faulty)).isGreaterThanOrEqualTo(owed(plan, faulty.customer()));
        });
    }

    @Test
    void everythingIsInRange() {
        Plan plan = Plan.draw(3, 2000);
        assertThat(plan.purchases()).hasSize(2000).allSatisfy(purchase -> {
            assertThat(purchase.customer()).isBetween(1, plan.balances().size());
            assertThat(purchase.item()).isBetween(1, plan.levels().size());
            assertThat(purchase.quantity()).isPositive();
            assertThat(purchase.amount()).isPositive();
        });
        assertThat(plan.purchases().stream().filter(Purchase::faulty).count()).isBetween(50L, 150L);
    }

    private static long balance(Plan plan, Purchase purchase) {
        return plan.balances().get(purchase.customer() - 1);
    }

    private static int level(Plan plan, Purchase purchase) {
        return plan.levels().get(purchase.item() - 1);
    }

    private static int wanted(Plan plan, int item) {
        return plan.purchases().stream()
                .filter(p -> p.item() == item)
                .mapToInt(Purchase::quantity)
                .sum();
    }

    private static long owed(Plan plan, int customer) {
        return plan.purchases().stream()
                .filter(p -> p.customer() == customer)
                .mapToLong(Purchase::amount)
                .sum();
    }
}
