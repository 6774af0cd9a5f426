package dev.assent.fuzz.history;

import static dev.assent.fuzz.history.Anomaly.Kind.ABORTED_READ;
import static dev.assent.fuzz.history.Anomaly.Kind.DIRTY_PLAIN_READ;
import static dev.assent.fuzz.history.Anomaly.Kind.DIRTY_WRITE;
import static dev.assent.fuzz.history.Anomaly.Kind.EARLY_READ;
import static dev.assent.fuzz.history.Anomaly.Kind.INFORMATION_CYCLE;
import static dev.assent.fuzz.history.Anomaly.Kind.LOST;
import static dev.assent.fuzz.history.Anomaly.Kind.LOST_UPDATE;
import static dev.assent.fuzz.history.Anomaly.Kind.NOT_UNDONE;
import static dev.assent.fuzz.history.Anomaly.Kind.OTHER_ORDER;
import static dev.assent.fuzz.history.Anomaly.Kind.OWN_CHANGE;
import static dev.assent.fuzz.history.Anomaly.Kind.PART_READ;
import static dev.assent.fuzz.history.Anomaly.Kind.READ_SKEW;
import static dev.assent.fuzz.history.Anomaly.Kind.SPLIT;
import static dev.assent.fuzz.history.Anomaly.Kind.STALE_READ;
import static dev.assent.fuzz.history.Anomaly.Kind.STRANGE_VALUE;
import static dev.assent.fuzz.history.Anomaly.Kind.UNDONE_LEFT;
import static dev.assent.fuzz.history.Anomaly.Kind.WRITE_CYCLE;
import static dev.assent.fuzz.history.Anomaly.Kind.WRITE_SKEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.fuzz.history.Operation.Append;
import dev.assent.fuzz.history.Operation.Read;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A history by hand for each kind. Unless a test says otherwise, every transaction commits at time 0 and reads later. */
final class CheckerTest {
    private final Map<String, List<Integer>> finals = new TreeMap<>(Map.of("x", List.of(), "y", List.of()));

    @Test
    void transactionsOneAfterTheOtherAreFine() {
        last("x", 1, 2);
        last("y", 3);
        assertThat(check(
                        committed(1, append("x", 1)),
                        committed(2, read("x", 1), append("x", 2), append("y", 3)),
                        committed(3, read("x", 1, 2), plain("y", 3)),
                        ended(4, Fate.ROLLED_BACK, append("x", 4), append("y", 5))))
                .isEmpty();
    }

    @Test
    void aValueThatIsLeftOfARollback() {
        last("x", 1);
        assertThat(check(ended(1, Fate.ROLLED_BACK, append("x", 1)))).containsExactly(UNDONE_LEFT);
        assertThat(check(ended(1, Fate.PARKED, append("x", 1)))).containsExactly(NOT_UNDONE, UNDONE_LEFT);
        assertThat(check(committed(1, append("x", 0, 1, Kept.NO, 0)))).containsExactly(UNDONE_LEFT);
    }

    @Test
    void aCommittedValueThatIsGone() {
        assertThat(check(committed(1, append("x", 1)))).containsExactly(LOST);
        assertThat(check(committed(1, append("x", 0, 1, Kept.UNKNOWN, 0)))).isEmpty();
    }

    @Test
    void aPartOfATransactionWhoseOutcomeIsUnknown() {
        assertThat(check(ended(1, Fate.UNKNOWN, append("x", 1), append("y", 2))))
                .isEmpty();
        last("x", 1);
        assertThat(check(ended(1, Fate.UNKNOWN, append("x", 1), append("y", 2))))
                .containsExactly(SPLIT);
        last("y", 2);
        assertThat(check(ended(1, Fate.UNKNOWN, append("x", 1), append("y", 2))))
                .isEmpty();
    }

    @Test
    void aValueThatWasNeverWrittenOrIsThereTwice() {
        assertThat(check(committed(1, read("x", 9)))).containsExactly(STRANGE_VALUE);
        last("x", 1, 1);
        assertThat(check(committed(1, append("x", 1)))).containsExactly(STRANGE_VALUE);
        last("x", 2);
        assertThat(check(committed(1, append("y", 2)))).containsExactly(LOST, STRANGE_VALUE);
    }

    @Test
    void aRowThatAnUndecidedTransactionHasChanged() {
        last("x", 1, 2);
        Append later = append("x", 0, 2, Kept.YES, 40);
        assertThat(check(at(50, 60, 1, append("x", 1)), at(70, 80, 2, later))).containsExactly(DIRTY_WRITE);
        assertThat(check(at(30, 60, 1, append("x", 1)), at(70, 80, 2, later))).isEmpty();
    }

    @Test
    void writesInDifferentOrder() {
        last("x", 1, 2);
        last("y", 4, 3);
        assertThat(check(committed(1, append("x", 1), append("y", 3)), committed(2, append("x", 2), append("y", 4))))
                .containsExactly(WRITE_CYCLE);
    }

    @Test
    void oneRowInTurns() {
        last("x", 1, 2, 3);
        assertThat(check(committed(1, append("x", 1), append("x", 3)), committed(2, append("x", 2))))
                .containsExactly(WRITE_CYCLE);
    }

    @Test
    void aGlobalReadOfAValueThatIsRolledBack() {
        Transaction writer = ended(1, Fate.ROLLED_BACK, append("x", 1));
        assertThat(check(writer, committed(2, read("x", 1)))).containsExactly(ABORTED_READ);
        assertThat(check(writer, ended(2, Fate.ROLLED_BACK, read("x", 1)))).containsExactly(ABORTED_READ);
        assertThat(check(writer, committed(2, plain("x", 1)))).containsExactly(DIRTY_PLAIN_READ);
    }

    @Test
    void aReadOfAValueThatWasNotCommittedLocally() {
        Transaction writer = committed(1, append("x", 0, 1, Kept.NO, 0));
        assertThat(check(writer, committed(2, plain("x", 1)))).contains(ABORTED_READ);
        assertThat(check(writer, committed(2, read("x", 1)))).contains(ABORTED_READ);
    }

    @Test
    void aGlobalReadOfAnUndecidedValue() {
        last("x", 1);
        Transaction writer = at(50, 60, 1, append("x", 1));
        assertThat(check(writer, at(70, 80, 2, new Read("x", 0, List.of(1), true, 10, 49))))
                .containsExactly(EARLY_READ);
        assertThat(check(writer, at(70, 80, 2, new Read("x", 0, List.of(1), true, 10, 51))))
                .isEmpty();
        assertThat(check(writer, at(70, 80, 2, new Read("x", 0, List.of(1), false, 10, 49))))
                .containsExactly(DIRTY_PLAIN_READ);
    }

    @Test
    void aGlobalReadOfAPart() {
        last("x", 1, 2);
        Transaction writer = at(0, Transaction.NEVER, 1, append("x", 1), append("x", 2));
        assertThat(check(writer, committed(2, read("x", 1)))).contains(PART_READ);
        assertThat(check(writer, committed(2, plain("x", 1)))).isEmpty();
        assertThat(check(writer, committed(2, read("x")))).isEmpty();
    }

    @Test
    void readsInACircle() {
        last("x", 1);
        last("y", 2);
        assertThat(check(
                        at(0, Transaction.NEVER, 1, append("x", 1), read("y", 2)),
                        at(0, Transaction.NEVER, 2, append("y", 2), read("x", 1))))
                .containsExactly(INFORMATION_CYCLE);
    }

    @Test
    void aReadInAnotherOrder() {
        last("x", 1, 2);
        assertThat(check(committed(1, append("x", 1)), committed(2, append("x", 2)), committed(3, plain("x", 2))))
                .containsExactly(OTHER_ORDER);
    }

    @Test
    void aGlobalReadThatMissesWhatWasCommitted() {
        last("x", 1);
        Transaction writer = at(0, 5, 1, append("x", 1));
        assertThat(check(writer, at(70, 80, 2, new Read("x", 0, List.of(), true, 6, 9))))
                .containsExactly(STALE_READ);
        assertThat(check(writer, at(70, 80, 2, new Read("x", 0, List.of(), true, 4, 9))))
                .isEmpty();
        assertThat(check(writer, at(70, 80, 2, new Read("x", 0, List.of(), false, 6, 9))))
                .isEmpty();
    }

    @Test
    void aTransactionThatDoesNotSeeItsOwnChange() {
        last("x", 1, 2);
        Transaction other = committed(2, append("x", 2));
        assertThat(check(committed(1, append("x", 1), plain("x")), other)).containsExactly(OWN_CHANGE);
        assertThat(check(committed(1, append("x", 1), plain("x", 1, 2)), other)).containsExactly(OWN_CHANGE);
        assertThat(check(committed(1, append("x", 1), plain("x", 1)), other)).isEmpty();
    }

    @Test
    void aChangeOfARowThatWasReadForUpdate() {
        last("x", 1, 2);
        Transaction other = committed(1, append("x", 1));
        Transaction within = at(0, Transaction.NEVER, 2, soon("x"), append("x", 0, 2, Kept.YES, 0));
        assertThat(check(other, within)).containsExactlyInAnyOrder(LOST_UPDATE, READ_SKEW);
        Transaction inAnotherLocal = at(0, Transaction.NEVER, 2, soon("x"), append("x", 1, 2, Kept.YES, 0));
        assertThat(check(other, inAnotherLocal)).containsExactly(READ_SKEW);
    }

    @Test
    void whatTheyHaveNotSeenOfEachOther() {
        last("x", 1);
        last("y", 2);
        assertThat(check(
                        at(0, Transaction.NEVER, 1, soon("y"), append("x", 1)),
                        at(0, Transaction.NEVER, 2, soon("x"), append("y", 2))))
                .containsExactly(WRITE_SKEW);
    }

    @Test
    void aValueCannotBeWrittenTwice() {
        assertThatThrownBy(() -> check(committed(1, append("x", 1)), committed(2, append("y", 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Set<Anomaly.Kind> check(Transaction... transactions) {
        Set<Anomaly.Kind> kinds = EnumSet.noneOf(Anomaly.Kind.class);
        Checker.check(new History(List.of(transactions), finals)).forEach(anomaly -> kinds.add(anomaly.kind()));
        return kinds;
    }

    private void last(String row, Integer... values) {
        finals.put(row, List.of(values));
    }

    private static Transaction committed(int number, Operation... operations) {
        return at(0, 1, number, operations);
    }

    private static Transaction at(long asked, long answered, int number, Operation... operations) {
        return new Transaction(number, List.of(operations), Fate.COMMITTED, asked, answered);
    }

    private static Transaction ended(int number, Fate fate, Operation... operations) {
        return new Transaction(number, List.of(operations), fate, Transaction.NEVER, Transaction.NEVER);
    }

    private static Append append(String row, int value) {
        return append(row, 0, value, Kept.YES, 0);
    }

    private static Append append(String row, int local, int value, Kept kept, long ended) {
        return new Append(row, local, value, kept, ended);
    }

    private static Read read(String row, Integer... values) {
        return new Read(row, 0, Arrays.asList(values), true, 0, 100);
    }

    /** Finds nothing, before anything was committed. */
    private static Read soon(String row) {
        return read(row);
    }

    private static Read plain(String row, Integer... values) {
        return new Read(row, 0, Arrays.asList(values), false, 0, 100);
    }
}
