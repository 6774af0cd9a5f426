package dev.assent.server.loop;

import dev.assent.core.CoreErrors;
import dev.assent.core.Durability;
import dev.assent.core.Event;
import dev.assent.core.Refusal;
import dev.assent.core.Reply.Refused;
import dev.assent.journal.Batch;
import dev.assent.journal.DurableLog;
import dev.assent.journal.LogOutcome;
import dev.assent.journal.LogOutcome.Committed;
import dev.assent.journal.LogOutcome.NotCommitted;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.port.Clock;
import dev.assent.server.port.Scheduler;
import dev.assent.server.record.RecordCodec;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings facts to the log in batches. While one is on its way the next is collected, and nothing waits for company: the busier
 * the coordinator, the larger the batches. What may leave only when its facts are durable is held here. Only {@link #heard} is
 * called on another thread than the loop's.
 */
final class GroupCommit {
    /** How many bytes of records may wait while the disk writes others. */
    private static final long MOST_WAITING = 32 << 20;

    /** A snapshot is smaller than the state in memory, except where all text is of three bytes a character. */
    private static final int BYTES_PER_STATE_BYTE = 2;

    private final DurableLog durableLog;
    private final LongSupplier stateBytes;
    private final Scheduler scheduler;
    private final Consumer<Throwable> failure;
    private final RecordCodec codec = new RecordCodec();
    private final Queue<Held> held = new ArrayDeque<>();
    private final ForceWatch force;
    private CollectedRecords next = new CollectedRecords();
    private final List<Runnable> idleActions = new ArrayList<>();
    private boolean scheduled;
    private boolean writing;
    private volatile boolean missing;
    private long appended;
    private long lastForced;
    private long durable;
    private long position;

    /**
     * @param stateBytes what the state takes in memory; called on the loop's thread
     * @param failure called on the log's thread, once: nothing more is written or let go
     */
    GroupCommit(
            DurableLog durableLog,
            LongSupplier stateBytes,
            Clock clock,
            Scheduler scheduler,
            Consumer<Throwable> failure) {
        this.durableLog = durableLog;
        this.stateBytes = stateBytes;
        this.scheduler = scheduler;
        this.failure = failure;
        this.force = new ForceWatch(clock, failure);
        this.position = durableLog.durable();
    }

    void append(Instant at, Event event) {
        if (event.durability() == Durability.NONE) {
            return;
        }
        boolean forced = event.durability() == Durability.FORCED;
        next.add(codec.encode(at, event), forced);
        appended++;
        lastForced = forced ? appended : lastForced;
        if (!writing) {
            writeLater();
        }
    }

    /** Behind the commands that wait already: they join this batch. */
    private void writeLater() {
        if (!scheduled) {
            scheduled = true;
            scheduler.run(this::writeBatch);
        }
    }

    /**
     * Runs the action when all that was appended so far and must be forced is durable; never, if a batch has not come into the
     * log: another coordinator may decide by now.
     */
    void whenDurable(Runnable action) {
        if (missing) {
            return;
        }
        if (lastForced <= durable) {
            action.run();
        } else {
            held.add(new Held(lastForced, action));
        }
    }

    /** The position of the last fact so far that must be forced. */
    long lastForced() {
        return lastForced;
    }

    /** The position in the log up to which all was durable when the last batch was committed. */
    long position() {
        return position;
    }

    /** Whether all up to that position that must be forced is on the disk. */
    boolean isDurable(long position) {
        return position <= durable;
    }

    /**
     * Why new work should be refused: there is room to end what is open and no more, the disk is slow, or too much waits for
     * it. Null if it should not.
     */
    @Nullable
    Refused refusesNewWork() {
        if (durableLog.spaceIsLow()) {
            return CoreErrors.noSpace();
        }
        if (force.isSlow()) {
            return new Refused(Refusal.NO_SPACE, ServerErrors.diskIsSlow(force.millisSoFar()));
        }
        return writing && next.bytes() > MOST_WAITING
                ? new Refused(Refusal.NO_SPACE, ServerErrors.diskIsBehind(next.bytes(), MOST_WAITING))
                : null;
    }

    void allow(ForceLimits limits) {
        force.allow(limits);
    }

    /** Runs the action when all that was appended so far is written, forced or not. */
    void whenIdle(Runnable action) {
        if (!writing && next.isEmpty()) {
            action.run();
        } else {
            idleActions.add(action);
        }
    }

    /** About every second: what the log prepares ahead, and whether there is room again. */
    void tick() {
        force.look();
        durableLog.tick(BYTES_PER_STATE_BYTE * stateBytes.getAsLong());
    }

    private void writeBatch() {
        scheduled = false;
        if (writing || next.isEmpty()) {
            return;
        }
        Batch batch = next.batch();
        long upTo = appended;
        next = new CollectedRecords();
        writing = true;
        force.begins();
        durableLog.append(batch, outcome -> heard(outcome, batch.forced(), upTo));
    }

    /** On the log's thread. */
    private void heard(LogOutcome outcome, boolean forced, long upTo) {
        if (outcome instanceof Committed committed) {
            scheduler.run(() -> written(committed.durable(), forced, upTo));
        } else if (outcome instanceof NotCommitted missed) {
            missing = true;
            failure.accept(missed.why());
        }
    }

    private void written(long position, boolean forced, long upTo) {
        this.position = position;
        writing = false;
        force.ends();
        durable = forced ? upTo : durable;
        while (!held.isEmpty() && held.peek().position <= durable) {
            held.remove().action.run();
        }
        if (next.isEmpty()) {
            idleActions.forEach(Runnable::run);
            idleActions.clear();
        } else {
            writeLater();
        }
    }

    private record Held(long position, Runnable action) {}
}
