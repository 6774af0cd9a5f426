package dev.assent.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.chaos.plan.ConnectionFault;
import dev.assent.chaos.plan.ProcessFault;
import dev.assent.chaos.plan.ProcessFault.Act;
import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.service.ShopEvent;
import dev.assent.protocol.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutcomeTest {
    private final Ledger ledger = new Ledger();
    private final Counts counts = new Counts();

    @Test
    void aRunWithoutEffectIsVoid() {
        assertThat(outcome().shortcomings())
                .contains(
                        "no purchase was committed",
                        "no purchase was rolled back",
                        "the coordinator was never killed",
                        "no process was stopped for a while",
                        "no connection met a fault");
    }

    @Test
    void aKillThatMeetsNothingUndecidedProvesNothing() {
        fill();
        counts.happened(kill(ProcessRole.COORDINATOR), 0, 0);
        assertThat(outcome().shortcomings())
                .containsExactly("no transaction was undecided at any kill of the coordinator");
        counts.happened(kill(ProcessRole.COORDINATOR), 3, 0);
        assertThat(outcome().shortcomings()).isEmpty();
    }

    @Test
    void aFindingBreaksItAndIsInTheReport() {
        Outcome broken = outcome(new Finding(Promise.MONEY, "Customer 3 had 5, has 4 and paid 2 cents."));
        assertThat(broken.isBroken()).isTrue();
        assertThat(Report.of(broken))
                .contains("BROKEN   money is conserved (1 violations)", "Customer 3 had 5", "holds    stock");
        assertThat(Figures.of(broken).properties()).contains("violations=1\n");
        assertThat(outcome().isBroken()).isFalse();
    }

    @Test
    void figuresAreForPrograms() {
        fill();
        counts.happened(kill(ProcessRole.COORDINATOR), 3, 0);
        assertThat(Figures.of(outcome()).properties())
                .contains(
                        "transactions=2\n",
                        "committed=1\n",
                        "rolled.back=1\n",
                        "kills.of.coordinator=1\n",
                        "kills.of.shop.1=1\n",
                        "undecided.at.kills.of.coordinator=3\n",
                        "answers.to.a.commit.dropped=1\n",
                        "stops=1\n");
    }

    private void fill() {
        for (int purchase = 1; purchase <= 2; purchase++) {
            ledger.requested(purchase, ProcessRole.SHOP_1);
            hear("# BEGAN " + purchase + " UNKNOWN 127.0.0.1:8091:" + purchase);
        }
        hear("# ENDED 1 COMMITTED ");
        hear("# ENDED 2 ROLLED_BACK NO_MONEY");
        counts.happened(kill(ProcessRole.SHOP_1), 1, 1);
        counts.happened(new ProcessFault(1, ProcessRole.STOCK, Act.FREEZE, Duration.ofSeconds(1)), 0, 0);
        counts.happened(new ConnectionFault(
                1,
                ProcessRole.SHOP_1,
                ConnectionFault.Act.DROP_ANSWER,
                Optional.of(MessageType.GLOBAL_COMMIT_RESPONSE),
                Duration.ZERO));
    }

    private static ProcessFault kill(ProcessRole victim) {
        return new ProcessFault(1, victim, Act.KILL, Duration.ZERO);
    }

    private void hear(String line) {
        ledger.heard(ShopEvent.read(line).orElseThrow());
    }

    private Outcome outcome(Finding... findings) {
        return new Outcome(ledger, counts, List.of(findings), Duration.ofSeconds(1));
    }
}
