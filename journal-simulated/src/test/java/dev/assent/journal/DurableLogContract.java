package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.journal.LogOutcome.Committed;
import dev.assent.journal.LogOutcome.Failed;
import dev.assent.journal.LogOutcome.NotCommitted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DurableLog} has to do. A test class for each kind of log says how its next process is made. */
public abstract class DurableLogContract {
    private DurableLog durableLog;
    private Ledger ledger;

    /** The first process on an empty log, or the next one after the last was killed. It is not open. */
    protected abstract DurableLog next();

    /** The next forced batch does not get the outcome {@link Committed}. */
    protected abstract void failNext();

    /** Another process takes the log over from the one that leads. */
    protected abstract void takeOver();

    /** Runs what the log has to do, or waits for it. */
    protected void settle() {}

    @BeforeEach
    final void openTheFirst() {
        restart();
    }

    private void restart() {
        durableLog = next();
        ledger = new Ledger();
        durableLog.open(ledger);
    }

    private CompletableFuture<LogOutcome> append(boolean forced, String... records) {
        CompletableFuture<LogOutcome> outcome = new CompletableFuture<>();
        List<byte[]> batch = Stream.of(records)
                .map(record -> record.getBytes(StandardCharsets.UTF_8))
                .toList();
        durableLog.append(new Batch(batch, forced), outcome::complete);
        return outcome;
    }

    private LogOutcome outcome(CompletableFuture<LogOutcome> of) {
        settle();
        try {
            return of.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Expected an outcome", e);
        }
    }

    private LogOutcome outcome(boolean forced, String... records) {
        return outcome(append(forced, records));
    }

    private Committed committed(String... records) {
        LogOutcome outcome = outcome(true, records);
        assertThat(outcome).isInstanceOf(Committed.class);
        return (Committed) outcome;
    }

    private LogOutcome confirmed() {
        CompletableFuture<LogOutcome> outcome = new CompletableFuture<>();
        durableLog.confirm(outcome::complete);
        return outcome(outcome);
    }

    private void tick() {
        durableLog.tick(1_000);
        settle();
    }

    @Test
    void aTermBeginsWithItsOwnRecordsWhenAllIsReplayed() {
        // given
        long first = durableLog.epoch();
        committed("a");

        // when
        restart();

        // then
        assertThat(durableLog.role()).isEqualTo(LogRole.LEADING);
        assertThat(durableLog.epoch()).isGreaterThan(first);
        assertThat(ledger.records).containsExactly("term " + first, "a", "term " + durableLog.epoch());
        assertThat(ledger.replayed).isEqualTo(2);
    }

    @Test
    void theTermsOwnRecordsAreDurableBeforeAnythingElseOfIt() {
        // given
        long first = durableLog.epoch();

        // when
        restart();

        // then
        assertThat(ledger.records).first().isEqualTo("term " + first);
    }

    @Test
    void whatWasCommittedIsReplayedInOrderAndOnce() {
        // given
        List<String> all = new ArrayList<>(ledger.records);
        for (int i = 0; i < 30; i++) {
            committed("one of " + i, "two of " + i);
            all.add("one of " + i);
            all.add("two of " + i);
        }

        // when
        restart();

        // then
        all.add("term " + durableLog.epoch());
        assertThat(ledger.records).isEqualTo(all);
    }

    @Test
    void batchesMayFollowEachOtherWithoutWaitingAndTheirOutcomesComeInOrder() {
        // given
        List<Integer> order = new ArrayList<>();
        List<CompletableFuture<LogOutcome>> outcomes = IntStream.range(0, 10)
                .mapToObj(i -> append(true, "batch " + i).whenComplete((outcome, none) -> order.add(i)))
                .toList();

        // when
        List<Long> positions = outcomes.stream()
                .map(each -> ((Committed) outcome(each)).durable())
                .toList();

        // then
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(positions).isSorted().doesNotHaveDuplicates();
        assertThat(durableLog.durable()).isEqualTo(positions.get(9));
    }

    @Test
    void whatNeedNotBeForcedIsDurableWithTheNextThatMust() {
        // given
        long before = durableLog.durable();
        assertThat(outcome(false, "lazy")).isInstanceOf(Committed.class);
        assertThat(durableLog.durable()).isEqualTo(before);

        // when
        Committed later = committed("forced");
        restart();

        // then
        assertThat(later.durable()).isGreaterThan(before);
        assertThat(ledger.records).containsSubsequence("lazy", "forced");
    }

    @Test
    void aCloseMakesDurableWhatWasNotForced() {
        // given
        outcome(false, "lazy");

        // when
        durableLog.close();
        restart();

        // then
        assertThat(ledger.records).contains("lazy");
    }

    @Test
    void identityStaysAndPositionsGrowForEver() {
        // given
        var id = durableLog.id();
        long position = committed("a").durable();

        // when
        restart();

        // then
        assertThat(durableLog.id()).isEqualTo(id);
        assertThat(durableLog.durable()).isGreaterThanOrEqualTo(position);
        assertThat(committed("b").durable()).isGreaterThan(position);
    }

    @Test
    void aLeaderIsConfirmed() {
        assertThat(confirmed()).isInstanceOf(Committed.class);
    }

    @Test
    void nothingIsCommittedAfterABatchThatWasNot() {
        // given
        committed("before");
        failNext();
        List<CompletableFuture<LogOutcome>> outcomes =
                List.of(append(true, "missed"), append(true, "later"), append(false, "lazy"));

        // when
        List<LogOutcome> seen = outcomes.stream().map(this::outcome).toList();

        // then
        assertThat(seen).allMatch(NotCommitted.class::isInstance);
        assertThat(durableLog.role()).isNotEqualTo(LogRole.LEADING);
        assertThat(confirmed()).isInstanceOf(NotCommitted.class);

        // when
        restart();

        // then
        assertThat(ledger.records).contains("before").doesNotContain("later", "lazy");
        assertThat(committed("after")).isNotNull();
    }

    @Test
    void nothingIsCommittedAfterAnotherProcessHasTakenOver() {
        // given
        committed("before");

        // when
        takeOver();
        tick();

        // then
        assertThat(outcome(true, "too late")).isInstanceOf(NotCommitted.class);
        assertThat(confirmed()).isInstanceOf(NotCommitted.class);
        assertThat(ledger.deposed.size() + ledger.failed.size()).isEqualTo(1);

        // when
        restart();

        // then
        assertThat(ledger.records).contains("before").doesNotContain("too late");
    }

    @Test
    void aRecordThatIsTooLargeIsRefusedAndNotInTheLog() {
        // given
        CompletableFuture<LogOutcome> refused = new CompletableFuture<>();
        byte[] tooLarge = new byte[(8 << 20) + 1];

        // when
        durableLog.append(
                new Batch(List.of("beside".getBytes(StandardCharsets.UTF_8), tooLarge), true), refused::complete);

        // then
        assertThat(outcome(refused)).isInstanceOf(Failed.class);
        restart();
        assertThat(ledger.records).doesNotContain("beside");
    }

    @Test
    void aClosedLogTakesNothing() {
        // when
        durableLog.close();

        // then
        assertThat(outcome(true, "too late")).isInstanceOf(Failed.class);
        assertThat(durableLog.role()).isEqualTo(LogRole.ENDED);
    }

    @Test
    void oldRecordsAreMadeFewerAndNoneIsLost() {
        // given
        List<String> all = new ArrayList<>(ledger.records);
        for (int i = 0; i < 40; i++) {
            String record = i + "x".repeat(200);
            committed(record);
            all.add(record);
            tick();
        }
        assertThat(ledger.compactions).isPositive();

        // when
        restart();

        // then
        all.add("term " + durableLog.epoch());
        assertThat(ledger.records).isEqualTo(all);
    }

    @Test
    void thereIsRoom() {
        assertThat(durableLog.spaceIsLow()).isFalse();
    }
}
