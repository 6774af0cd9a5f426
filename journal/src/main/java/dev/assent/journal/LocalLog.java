package dev.assent.journal;

import dev.assent.journal.LogOutcome.Committed;
import dev.assent.journal.LogOutcome.Failed;
import dev.assent.journal.LogOutcome.Unknown;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Journal} of one data directory as a log of one member: it leads from {@link #open} on. Writing is for the
 * journal's thread, which is also the thread of the outcomes; what is prepared ahead follows while the answers leave.
 */
public final class LocalLog implements DurableLog {
    private final Disk disk;
    private final JournalOptions options;
    private final RandomGenerator random;
    private final Executor io;
    private final Executor background;
    private @Nullable Recovery recovery;
    private @Nullable Journal journal;
    private @Nullable Upkeep upkeep;
    private volatile LogRole role = LogRole.OPENING;
    private volatile long durable;

    /**
     * @param random names the directory if it is new, and each start of it
     * @param io the journal's thread: one task after the other, never interrupted
     * @param background for long work on files that no other thread touches
     */
    public LocalLog(Disk disk, JournalOptions options, RandomGenerator random, Executor io, Executor background) {
        this.disk = disk;
        this.options = options;
        this.random = random;
        this.io = io;
        this.background = background;
    }

    /** On the caller's thread; returns when the first records of the term are durable. */
    @Override
    public void open(StateMachine state) {
        recovery = Recovery.open(disk, options, state::replay);
        Journal opened = recovery.start(state, random);
        journal = opened;
        durable = opened.durable();
        opened.append(state.beginTerm(opened.epoch()));
        opened.force();
        durable = opened.durable();
        upkeep = new Upkeep(opened, state, io, background, why -> {
            role = LogRole.ENDED;
            state.failed(why);
        });
        role = LogRole.LEADING;
    }

    /** Reads all records once more, or for the first time, and changes nothing. Not while it is open. */
    public void read(RecordConsumer out) {
        Recovery.open(disk, options, out);
    }

    @Override
    public UUID id() {
        return journal().directory();
    }

    @Override
    public long epoch() {
        return journal().epoch();
    }

    @Override
    public LogRole role() {
        return role;
    }

    @Override
    public long durable() {
        return durable;
    }

    @Override
    public boolean spaceIsLow() {
        return upkeep().spaceIsLow();
    }

    /** The journal itself, for tools that write a directory on one thread, without appending here. */
    public Journal journal() {
        return Objects.requireNonNull(journal, "the log is not open");
    }

    /** What {@link #open} has read. */
    public Recovery recovery() {
        return Objects.requireNonNull(recovery, "the log is not open");
    }

    @Override
    public void append(Batch batch, Consumer<LogOutcome> done) {
        io.execute(() -> {
            done.accept(write(batch));
            if (role == LogRole.LEADING) {
                upkeep().afterBatch();
            }
        });
    }

    private LogOutcome write(Batch batch) {
        if (role != LogRole.LEADING) {
            return new Failed(notLeading());
        }
        try {
            Journal open = journal();
            open.append(batch.records());
            if (batch.forced()) {
                open.force();
            }
            durable = open.durable();
            return new Committed(durable);
        } catch (JournalException.NotAllowed e) {
            role = LogRole.ENDED;
            return new Failed(e);
        } catch (RuntimeException | Error e) {
            role = LogRole.ENDED;
            return new Unknown(e);
        }
    }

    /** At once: no other process can lead while this one has the directory. */
    @Override
    public void confirm(Consumer<LogOutcome> done) {
        done.accept(role == LogRole.LEADING ? new Committed(durable) : new Failed(notLeading()));
    }

    private RuntimeException notLeading() {
        return JournalErrors.misused("a log that leads", "its role is " + role);
    }

    @Override
    public void tick(long stateBytes) {
        upkeep().tick(stateBytes);
    }

    private Upkeep upkeep() {
        return Objects.requireNonNull(upkeep, "the log is not open");
    }

    /** Forces what has been appended, unless the journal has failed. The disk stays open. */
    @Override
    public void close() {
        role = LogRole.ENDED;
        if (journal != null) {
            journal.close();
        }
    }
}
