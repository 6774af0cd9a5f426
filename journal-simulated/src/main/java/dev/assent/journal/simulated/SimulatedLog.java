package dev.assent.journal.simulated;

import dev.assent.journal.Batch;
import dev.assent.journal.DurableLog;
import dev.assent.journal.JournalErrors;
import dev.assent.journal.LogOutcome;
import dev.assent.journal.LogOutcome.Committed;
import dev.assent.journal.LogOutcome.Deposed;
import dev.assent.journal.LogOutcome.Failed;
import dev.assent.journal.LogOutcome.Unknown;
import dev.assent.journal.LogRole;
import dev.assent.journal.StateMachine;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory that can delay, lose and be taken over. An object is one process's part in it; {@link #next} is another
 * process's, and leads when it is opened. For one thread at a time.
 */
public final class SimulatedLog implements DurableLog {
    private final SharedRecords shared;
    private final Executor io;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private @Nullable StateMachine state;
    private @Nullable Fault fault;
    private LogRole role = LogRole.OPENING;
    private long epoch;
    private boolean held;
    private boolean spaceIsLow;

    /**
     * An empty log.
     *
     * @param io runs what the log has to do
     */
    public SimulatedLog(UUID id, Executor io) {
        this(new SharedRecords(id), io);
    }

    private SimulatedLog(SharedRecords shared, Executor io) {
        this.shared = shared;
        this.io = io;
    }

    /** What may become of the next batch. The log takes nothing from this process after it. */
    public enum Fault {
        /** The batch is committed, and its outcome is {@link Unknown}. */
        UNKNOWN_AND_KEPT,
        /** The batch is lost, and its outcome is {@link Unknown}. */
        UNKNOWN_AND_LOST,
        /** Another process has begun a term. */
        DEPOSED,
        /** The batch is refused. */
        FAILED
    }

    /** Another process's part in the same log. What was not forced is lost, unless this part was closed. */
    public SimulatedLog next(Executor executor) {
        shared.loseUnforced();
        return new SimulatedLog(shared, executor);
    }

    /** Batches wait until {@link #release}. */
    public void hold() {
        held = true;
    }

    public void release() {
        held = false;
        waiting.forEach(each -> io.execute(this::settleOne));
    }

    /** Settles the first of the batches that wait. */
    public void releaseOne() {
        io.execute(this::settleOne);
    }

    public void failNext(Fault next) {
        fault = next;
    }

    public void spaceIsLow(boolean low) {
        spaceIsLow = low;
    }

    @Override
    public void open(StateMachine machine) {
        state = machine;
        shared.replayInto(machine);
        epoch = shared.lead(this);
        shared.commit(new Batch(machine.beginTerm(epoch), true));
        role = LogRole.LEADING;
    }

    @Override
    public UUID id() {
        return shared.id();
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public LogRole role() {
        return role;
    }

    @Override
    public long durable() {
        return shared.durable();
    }

    @Override
    public boolean spaceIsLow() {
        return spaceIsLow;
    }

    @Override
    public void append(Batch batch, Consumer<LogOutcome> done) {
        waiting.add(new Waiting(batch, done));
        if (!held) {
            io.execute(this::settleOne);
        }
    }

    private void settleOne() {
        Waiting next = waiting.poll();
        if (next != null) {
            next.done.accept(outcome(next.batch));
        }
    }

    private LogOutcome outcome(Batch batch) {
        followIfAnotherLeads();
        if (role != LogRole.LEADING) {
            return new Failed(JournalErrors.deposed("its role is " + role));
        }
        if (batch.records().stream().anyMatch(record -> record.length > SharedRecords.MOST_BYTES)) {
            role = LogRole.ENDED;
            return new Failed(new IllegalArgumentException("a record is too large"));
        }
        Fault now = fault;
        fault = null;
        if (now == null || now == Fault.UNKNOWN_AND_KEPT) {
            shared.commit(batch);
        }
        return now == null ? new Committed(shared.durable()) : missed(now);
    }

    private LogOutcome missed(Fault now) {
        role = now == Fault.DEPOSED ? LogRole.FOLLOWING : LogRole.ENDED;
        return switch (now) {
            case DEPOSED -> new Deposed(JournalErrors.deposed("the test says that another one does"));
            case FAILED -> new Failed(JournalErrors.deposed("the test says that it takes nothing"));
            case UNKNOWN_AND_KEPT, UNKNOWN_AND_LOST -> new Unknown(JournalErrors.unknown("no answer came"));
        };
    }

    private void followIfAnotherLeads() {
        if (role == LogRole.LEADING && !shared.isLedBy(this)) {
            role = LogRole.FOLLOWING;
            state().deposed(JournalErrors.deposed("another process has begun term " + shared.epoch()));
        }
    }

    @Override
    public void confirm(Consumer<LogOutcome> done) {
        io.execute(() -> {
            followIfAnotherLeads();
            done.accept(
                    role == LogRole.LEADING
                            ? new Committed(shared.durable())
                            : new Deposed(JournalErrors.deposed("its role is " + role)));
        });
    }

    @Override
    public void tick(long stateBytes) {
        io.execute(() -> {
            followIfAnotherLeads();
            if (role == LogRole.LEADING) {
                shared.compact(state());
            }
        });
    }

    private StateMachine state() {
        return Objects.requireNonNull(state, "the log is not open");
    }

    @Override
    public void close() {
        if (role == LogRole.LEADING) {
            shared.force();
        }
        role = LogRole.ENDED;
    }

    private record Waiting(Batch batch, Consumer<LogOutcome> done) {}
}
