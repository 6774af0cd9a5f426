package dev.assent.journal;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What a {@link LocalLog} does besides writing: it prepares room ahead, and has old records made fewer. */
final class Upkeep {
    private final Journal journal;
    private final StateMachine state;
    private final Executor io;
    private final Executor background;
    private final Consumer<Throwable> failed;
    private Optional<String> trouble = Optional.empty();
    private volatile long stateBytes = Long.MAX_VALUE;
    private volatile boolean spaceIsLow;
    private volatile boolean preparing;

    /** @param failed hears, on the journal's thread, of what the journal cannot go on after */
    Upkeep(Journal journal, StateMachine state, Executor io, Executor background, Consumer<Throwable> failed) {
        this.journal = journal;
        this.state = state;
        this.io = io;
        this.background = background;
        this.failed = failed;
        this.spaceIsLow = journal.spaceIsLow();
    }

    boolean spaceIsLow() {
        return spaceIsLow;
    }

    void tick(long bytes) {
        stateBytes = bytes;
        if (!preparing) { // else the journal's thread has not come to it yet
            preparing = true;
            onJournalsThread(() -> {
                preparing = false;
                journal.tick();
                prepare();
            });
        }
    }

    /** All that can be prepared now, one step after the other, so that a batch finds its way in between. */
    private void prepare() {
        if (maintain()) {
            onJournalsThread(this::prepare);
        }
    }

    /** One step, on the journal's thread. */
    void afterBatch() {
        orFail(this::maintain);
    }

    /** Returns whether there is more to do. */
    private boolean maintain() {
        boolean more = journal.maintain(stateBytes);
        spaceIsLow = journal.spaceIsLow();
        warnOf(journal.trouble());
        journal.compaction().ifPresent(this::compact);
        return more;
    }

    /** The long work is for another thread. Whatever goes wrong there, the log itself is in order. */
    private void compact(Compaction compaction) {
        background.execute(() -> {
            try {
                state.compact(compaction);
                onJournalsThread(() -> journal.install(compaction));
            } catch (RuntimeException | Error e) {
                onJournalsThread(() -> journal.abandon(compaction));
                state.warn("no snapshot was made, tried again when another segment is full: " + e);
            }
        });
    }

    /** Once for each reason: it is tried again every second. */
    private void warnOf(Optional<String> refused) {
        if (!refused.equals(trouble)) {
            refused.ifPresent(why -> state.warn("the disk refused what is prepared ahead, tried again: " + why));
            trouble = refused;
        }
    }

    private void onJournalsThread(Runnable step) {
        io.execute(() -> orFail(step));
    }

    private void orFail(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            failed.accept(e);
        }
    }
}
