package dev.assent.fuzz.history;

import static dev.assent.fuzz.history.Anomaly.Kind.LOST;
import static dev.assent.fuzz.history.Anomaly.Kind.NOT_UNDONE;
import static dev.assent.fuzz.history.Anomaly.Kind.OTHER_BALANCE;
import static dev.assent.fuzz.history.Anomaly.Kind.TOTAL_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.fuzz.history.BankHistory.Audit;
import dev.assent.fuzz.history.BankHistory.Transfer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BankHistoryTest {
    @Test
    void committedTransfersAreThereAndOthersAreNot() {
        assertThat(check(90, 110, sent(Fate.COMMITTED), 90, 110)).isEmpty();
        assertThat(check(100, 100, sent(Fate.ROLLED_BACK), 100, 100)).isEmpty();
        assertThat(check(100, 100, sent(Fate.UNKNOWN), 90, 110)).isEmpty();
    }

    @Test
    void anAuditThatSawHalfATransfer() {
        assertThat(check(90, 100, sent(Fate.COMMITTED), 90, 110)).containsExactly(TOTAL_CHANGED);
    }

    @Test
    void aBalanceThatTheCommittedTransfersDoNotMake() {
        assertThat(check(100, 100, sent(Fate.COMMITTED), 100, 100)).containsExactly(OTHER_BALANCE);
        assertThat(check(100, 100, sent(Fate.ROLLED_BACK), 90, 110)).containsExactly(OTHER_BALANCE);
        assertThat(check(100, 100, sent(Fate.PARKED), 90, 100)).containsExactly(NOT_UNDONE, OTHER_BALANCE);
        assertThat(check(100, 100, sent(Fate.UNKNOWN), 90, 100)).containsExactly(TOTAL_CHANGED);
    }

    @Test
    void aCommitOfAPart() {
        assertThat(check(100, 100, new Transfer(1, "a", "b", 10, false, Fate.COMMITTED), 90, 110))
                .containsExactly(LOST);
    }

    private static Transfer sent(Fate fate) {
        return new Transfer(1, "a", "b", 10, true, fate);
    }

    private static List<Anomaly.Kind> check(long seenA, long seenB, Transfer transfer, long lastA, long lastB) {
        BankHistory history = new BankHistory(
                Map.of("a", 100L, "b", 100L),
                List.of(transfer),
                List.of(new Audit(1, Map.of("a", seenA, "b", seenB))),
                Map.of("a", lastA, "b", lastB));
        return history.check().stream().map(Anomaly::kind).toList();
    }
}
