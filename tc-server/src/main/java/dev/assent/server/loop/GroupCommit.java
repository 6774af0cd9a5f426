package dev.assent.server.loop;

import dev.assent.core.Durability;
import dev.assent.core.Event;
import dev.assent.journal.Compaction;
import dev.assent.journal.Journal;
import dev.assent.journal.JournalException.DiskFull;
import dev.assent.journal.SnapshotBuilder;
import dev.assent.server.port.Scheduler;
import dev.assent.server.record.RecordCodec;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings facts to the disk in batches. While one batch is in fsync the next is collected, and nothing waits for company:
 * the busier the coordinator, the larger the batches. What may leave only when its facts are durable is held here.
 * Everything but {@link #write} happens on the loop's thread.
 */
final class GroupCommit {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    private final Journal journal;
    private final Supplier<SnapshotBuilder> emptyState;
    private final Scheduler scheduler;
    private final Consumer<Throwable> failure;
    private final RecordCodec codec = new RecordCodec();
    private final Queue<Held> held = new ArrayDeque<>();

    private List<byte[]> batch = new ArrayList<>();
    private boolean batchForced;
    private final List<Runnable> idleActions = new ArrayList<>();
    private boolean scheduled;
    private boolean writing;
    private volatile boolean spaceIsLow;
    private long appended;
    private long lastForced;
    private long durable;

    /** @param failure called on the journal's thread, once: nothing more is written or let go */
    GroupCommit(
            Journal journal, Supplier<SnapshotBuilder> emptyState, Scheduler scheduler, Consumer<Throwable> failure) {
        this.journal = journal;
        this.emptyState = emptyState;
        this.scheduler = scheduler;
        this.failure = failure;
        this.spaceIsLow = journal.spaceIsLow();
    }

    void append(Instant at, Event event) {
        if (event.durability() == Durability.NONE) {
            return;
        }
        batch.add(codec.encode(at, event));
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

    /** Whether new work should be refused, so that there is room to end what is open. */
    boolean spaceIsLow() {
        return spaceIsLow;
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
        scheduler.io(() -> orStop(() -> {
            journal.tick();
            prepare();
        }));
    }

    /** All that can be prepared now, one step after the other, so that a batch finds its way in between. */
    private void prepare() {
        if (maintain()) {
            scheduler.io(() -> orStop(this::prepare));
        }
    }

    /** One step; returns whether there is more to do. */
    private boolean maintain() {
        boolean more = journal.maintain();
        spaceIsLow = journal.spaceIsLow();
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
        writing = true;
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

    /** On the journal's thread; the long work on another. */
    private void compact(Compaction compaction) {
        scheduler.background(() -> {
            try {
                compaction.run(emptyState.get());
                scheduler.io(() -> orStop(() -> journal.install(compaction)));
            } catch (DiskFull e) {
                log.warn("no room for a snapshot, tried again when another segment is full: {}", e.getMessage());
                scheduler.io(() -> orStop(() -> journal.abandon(compaction)));
            } catch (RuntimeException | Error e) {
                failure.accept(e);
            }
        });
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
