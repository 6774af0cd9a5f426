package dev.assent.simulation.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.Outcome;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private static final String XID = "10.0.0.1:8091:1";
    private static final Duration MEMORY = Duration.ofHours(1);

    private final World world = new World(1, null);
    private final Ledger ledger = new Ledger(world, MEMORY);

    @Test
    void aTransactionWithABranchIsKnownUntilItHasEndedAnHourAgo() {
        ledger.begun(XID);
        ledger.registered(XID, 2, "jdbc:stock", List.of("1"), "request");
        ledger.outcome(XID, Outcome.COMMIT, "the answer");
        pass(Duration.ofMinutes(50));
        assertThatThrownBy(() -> ledger.unknown(XID)).isInstanceOf(Violation.class);

        ledger.outcome(XID, Outcome.COMMIT, "an order");
        pass(Duration.ofMinutes(50));
        assertThatThrownBy(() -> ledger.unknown(XID))
                .as("it has not ended before the order")
                .isInstanceOf(Violation.class);

        pass(Duration.ofMinutes(10));
        assertThatCode(() -> ledger.unknown(XID)).doesNotThrowAnyException();
    }

    @Test
    void aTransactionThatWasNeverDecidedIsKnownForEver() {
        ledger.begun(XID);
        ledger.registered(XID, 2, "jdbc:stock", List.of("1"), "request");
        pass(Duration.ofHours(5));
        assertThatThrownBy(() -> ledger.unknown(XID)).isInstanceOf(Violation.class);
    }

    private void pass(Duration time) {
        world.runFor(time.toNanos(), () -> false);
    }
}
