package dev.assent.server.loop;

import dev.assent.model.Xid;
import dev.assent.server.delivery.Slices;
import dev.assent.server.port.Scheduler;
import dev.assent.server.request.Outgoing;
import java.time.Duration;
import java.util.List;

/** What the loop does about every second: the journal's chores, the log's summaries, and the time-outs that are due. */
final class EverySecond {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final GroupCommit journal;
    private final Chronicle chronicle;
    private final Deadlines deadlines;
    private final CoordinatorTime time;
    private final Decider decider;
    private final Scheduler scheduler;
    private final Outgoing outgoing;

    EverySecond(
            GroupCommit journal,
            Chronicle chronicle,
            Deadlines deadlines,
            CoordinatorTime time,
            Decider decider,
            Scheduler scheduler,
            Outgoing outgoing) {
        this.journal = journal;
        this.chronicle = chronicle;
        this.deadlines = deadlines;
        this.time = time;
        this.decider = decider;
        this.scheduler = scheduler;
        this.outgoing = outgoing;
    }

    void start() {
        scheduler.after(TICK, this::tick);
    }

    private void tick() {
        journal.tick();
        chronicle.tick();
        expire();
        outgoing.flushLater();
        scheduler.after(TICK, this::tick);
    }

    /** The deadlines are kept by the second; this looks at each one of the current second. */
    void expireDue() {
        deadlines.takeDue(time.now().plusMillis(999), Integer.MAX_VALUE).forEach(decider::expire);
    }

    /** In slices, each when the one before is durable, so that answers to others never wait behind all of them. */
    private void expire() {
        List<Xid> late = deadlines.takeDue(time.now(), Slices.SIZE);
        late.forEach(decider::expire);
        if (late.size() == Slices.SIZE) {
            journal.whenDurable(() -> scheduler.run(this::expire));
        }
    }
}
