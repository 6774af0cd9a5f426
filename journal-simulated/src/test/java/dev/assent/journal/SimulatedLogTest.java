package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.journal.LogOutcome.Committed;
import dev.assent.journal.LogOutcome.Unknown;
import dev.assent.journal.simulated.SimulatedLog;
import dev.assent.journal.simulated.SimulatedLog.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SimulatedLogTest extends DurableLogContract {
    private @Nullable SimulatedLog last;

    @Override
    protected DurableLog next() {
        last = last == null ? new SimulatedLog(new UUID(1, 2), Runnable::run) : last.next(Runnable::run);
        return last;
    }

    private SimulatedLog last() {
        return java.util.Objects.requireNonNull(last);
    }

    @Override
    protected void failNext() {
        last().failNext(Fault.UNKNOWN_AND_KEPT);
    }

    @Override
    protected void takeOver() {
        last().next(Runnable::run).open(new Ledger());
    }

    private static Batch batch(String record) {
        return new Batch(List.of(Life.bytes(record).array()), true);
    }

    @Test
    void aHeldBatchWaits() {
        // given
        List<LogOutcome> outcomes = new ArrayList<>();
        last().hold();
        last().append(batch("a"), outcomes::add);
        last().append(batch("b"), outcomes::add);
        assertThat(outcomes).isEmpty();

        // when
        last().releaseOne();

        // then
        assertThat(outcomes).hasSize(1).allMatch(Committed.class::isInstance);
        last().release();
        assertThat(outcomes).hasSize(2);
    }

    @Test
    void anUnknownBatchIsKeptOrLost() {
        for (Fault fault : List.of(Fault.UNKNOWN_AND_KEPT, Fault.UNKNOWN_AND_LOST)) {
            // given
            SimulatedLog log = new SimulatedLog(new UUID(1, 2), Runnable::run);
            log.open(new Ledger());
            log.failNext(fault);

            // when
            List<LogOutcome> outcomes = new ArrayList<>();
            log.append(batch("a"), outcomes::add);

            // then
            assertThat(outcomes).hasSize(1).allMatch(Unknown.class::isInstance);
            Ledger next = new Ledger();
            log.next(Runnable::run).open(next);
            assertThat(next.records.contains("a")).isEqualTo(fault == Fault.UNKNOWN_AND_KEPT);
        }
    }
}
