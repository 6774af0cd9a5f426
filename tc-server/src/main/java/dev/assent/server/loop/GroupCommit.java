package dev.assent.server.loop;

import dev.assent.core.CoreErrors;
import dev.assent.core.Durability;
import dev.assent.core.Event;
import dev.assent.core.Refusal;
import dev.assent.core.Reply.Refused;
import dev.assent.journal.Compaction;
import dev.assent.journal.Journal;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.port.Clock;
import dev.assent.server.port.Scheduler;
import dev.assent.server.record.RecordCodec;
import dev.assent.server.record.SnapshotShares;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings facts to the disk in batches. While one batch is in fsync the next is collected, and nothing waits for company:
 * the busier the coordinator, the larger the batches. What may leave only when its facts are durable is held here.
 * Everything but {@link #write} happens on the loop's thread.
 */
final class GroupCommit {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** How many bytes of records may wait while the disk writes others. */
    private static final long MOST_WAITING = 32 << 20;

    /** A snapshot is smaller than the state in memory, except where all text is of three bytes a character. */
    private static final int BYTES_PER_STATE_BYTE = 2;

    private final Journal journal;
    private final SnapshotShares snapshots;
    private final LongSupplier stateBytes;
    private final Scheduler scheduler;
    private final Consumer<Throwable> failure;
    private final RecordCodec codec = new RecordCodec();
    private final Queue<Held> held = new ArrayDeque<>();
    private final ForceWatch force;

    private List<byte[]> batch = new ArrayList<>();
    private boolean batchForced;
    private long batchBytes;
    private volatile boolean preparing;
    private volatile long snapshotBytes = Long.MAX_VALUE;
    private final List<Runnable> idleActions = new ArrayList<>();
    private boolean scheduled;
    private boolean writing;
    private volatile boolean spaceIsLow;
    private Optional<String> trouble = Optional.empty();
    private long appended;
    private long lastForced;
    private long durable;

    /**
     * @param stateBytes what the state takes in memory; called on the loop's thread
     * @param failure called on the journal's thread, once: nothing more is written or let go
     */
    GroupCommit(
            Journal journal,
            SnapshotShares snapshots,
            LongSupplier stateBytes,
            Clock clock,
            Scheduler scheduler,
            Consumer<Throwable> failure) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.stateBytes = stateBytes;
        this.scheduler = scheduler;
        this.failure = failure;
        this.force = new ForceWatch(clock, failure);
        this.spaceIsLow = journal.spaceIsLow();
    }

    void append(Instant at, Event event) {
        if (event.durability() == Durability.NONE) {
            return;
        }
        byte[] record = codec.encode(at, event);
        batch.add(record);
        batchBytes += record.length;
        appended++;
        if (event.durability() == Durability.FORCED) {
            lastForced = appended;
            batchForced = true;
        }
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

    /** Runs the action when all that was appended so far and must be forced is durable; never if the disk fails. */
    void whenDurable(Runnable action) {
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
        if (spaceIsLow) {
            return CoreErrors.noSpace();
        }
        if (force.isSlow()) {
            return new Refused(Refusal.NO_SPACE, ServerErrors.diskIsSlow(force.millisSoFar()));
        }
        return writing && batchBytes > MOST_WAITING
                ? new Refused(Refusal.NO_SPACE, ServerErrors.diskIsBehind(batchBytes, MOST_WAITING))
                : null;
    }

    void allow(ForceLimits limits) {
        force.allow(limits);
    }

    /** Runs the action when all that was appended so far is written, forced or not. */
    void whenIdle(Runnable action) {
        if (!writing && batch.isEmpty()) {
            action.run();
        } else {
            idleActions.add(action);
        }
    }

    /** About every second: what the journal prepares ahead, and whether there is room again. */
    void tick() {
        force.look();
        snapshotBytes = BYTES_PER_STATE_BYTE * stateBytes.getAsLong();
        if (!preparing) { // else the journal's thread has not come to it yet
            preparing = true;
            scheduler.io(() -> orStop(() -> {
                preparing = false;
                journal.tick();
                prepare();
            }));
        }
    }

    /** All that can be prepared now, one step after the other, so that a batch finds its way in between. */
    private void prepare() {
        if (maintain()) {
            scheduler.io(() -> orStop(this::prepare));
        }
    }

    /** One step; returns whether there is more to do. */
    private boolean maintain() {
        boolean more = journal.maintain(snapshotBytes);
        spaceIsLow = journal.spaceIsLow();
        warnOf(journal.trouble());
        journal.compaction().ifPresent(this::compact);
        return more;
    }

    private void writeBatch() {
        scheduled = false;
        if (writing || batch.isEmpty()) {
            return;
        }
        List<byte[]> records = batch;
        boolean forced = batchForced;
        long upTo = appended;
        batch = new ArrayList<>();
        batchForced = false;
        batchBytes = 0;
        writing = true;
        force.begins();
        scheduler.io(() -> write(records, forced, upTo));
    }

    private void write(List<byte[]> records, boolean forced, long upTo) {
        orStop(() -> {
            journal.append(records);
            if (forced) {
                journal.force();
            }
            scheduler.run(() -> written(forced, upTo));
            maintain(); // while the answers leave
        });
    }

    private void written(boolean forced, long upTo) {
        writing = false;
        force.ends();
        durable = forced ? upTo : durable;
        while (!held.isEmpty() && held.peek().position <= durable) {
            held.remove().action.run();
        }
        if (batch.isEmpty()) {
            idleActions.forEach(Runnable::run);
            idleActions.clear();
        } else {
            writeLater();
        }
    }

    /** On the journal's thread; the long work on another. Whatever goes wrong there, the log itself is in order. */
    private void compact(Compaction compaction) {
        scheduler.background(() -> {
            try {
                snapshots.run(compaction);
                scheduler.io(() -> orStop(() -> journal.install(compaction)));
            } catch (RuntimeException | Error e) {
                scheduler.io(() -> orStop(() -> journal.abandon(compaction)));
                log.warn("no snapshot was made, tried again when another segment is full: {}", e.toString());
            }
        });
    }

    /** Once for each reason: it is tried again every second. */
    private void warnOf(Optional<String> refused) {
        if (!refused.equals(trouble)) {
            refused.ifPresent(why -> log.warn("the disk refused what is prepared ahead, tried again: {}", why));
            trouble = refused;
        }
    }

    private void orStop(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            failure.accept(e);
        }
    }

    private record Held(long position, Runnable action) {}
}
