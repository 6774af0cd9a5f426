package dev.assent.server.loop;

import dev.assent.core.BranchAnswer.Failing;
import dev.assent.core.Command;
import dev.assent.core.Coordinator;
import dev.assent.core.Decision;
import dev.assent.core.Durability;
import dev.assent.core.Event;
import dev.assent.core.Refusal;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Refused;
import dev.assent.core.Touched;
import dev.assent.core.TransactionDetails;
import dev.assent.model.Xid;
import dev.assent.server.port.Scheduler;
import dev.assent.server.request.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides commands, applies and appends the facts, and lets go what rests on them when they are durable: the answer, the
 * lines of the log, and what has to be done in the world.
 */
final class Decider {
    private final Coordinator coordinator;
    private final GroupCommit journal;
    private final CoordinatorTime time;
    private final Chronicle chronicle;
    private final Reconciler reconciler;
    private final Outgoing outgoing;
    private final Continuity continuity;
    private final LockWaits lockWaits;

    Decider(
            Coordinator coordinator,
            GroupCommit journal,
            CoordinatorTime time,
            Chronicle chronicle,
            Reconciler reconciler,
            Outgoing outgoing,
            Continuity continuity,
            Scheduler scheduler) {
        this.coordinator = coordinator;
        this.journal = journal;
        this.time = time;
        this.chronicle = chronicle;
        this.reconciler = reconciler;
        this.outgoing = outgoing;
        this.continuity = continuity;
        this.lockWaits = new LockWaits(coordinator.queue(), scheduler, this);
    }

    LockWaits lockWaits() {
        return lockWaits;
    }

    /** What a client asks. The answer leaves when all that it rests on is durable. */
    void decide(Command command, Consumer<Reply> asker) {
        Refused undecided = undecided();
        if (undecided != null && command instanceof Command.OfDatabase) {
            asker.accept(undecided);
            return;
        }
        Applied applied = apply(command);
        Reply reply = applied.reply;
        if (reply != null && !lockWaits.enter(command, applied.decision, asker)) {
            answer(reply, asker);
        }
        reconcileLater(applied);
    }

    /** What waited for rows and may get them now. */
    void decideAgain(Command command, Consumer<Reply> asker) {
        boolean noRoom = journal.refusesNewWork() != null;
        decide(command instanceof Command.Register register ? register.withNoRoom(noRoom) : command, asker);
    }

    void answer(Reply reply, Consumer<Reply> asker) {
        if (reply instanceof Refused refused && refused.reason() == Refusal.NO_SPACE) {
            asker.accept(reply); // it rests on no fact, and the disk may be what does not answer
            outgoing.flushLater();
        } else {
            journal.whenDurable(() -> {
                asker.accept(reply);
                outgoing.flushLater();
            });
        }
    }

    /** @param decided is run once the victim's rollback is durable */
    void breakDeadlock(Xid victim, Runnable decided) {
        Applied applied = apply(new Command.BreakDeadlock(victim));
        journal.whenDurable(decided);
        reconcileLater(applied);
    }

    /** A command of the deliveries: whatever came of it, the obligations are looked at again. */
    void decideForDelivery(Command command, Consumer<Reply> asker) {
        if (!(command instanceof Command.Answered answered)) {
            decide(command, asker);
        } else if (changesNothing(answered) && !(answered.answer() instanceof Failing)) {
            reconciler.look(answered.xid());
        }
    }

    /** Why no client and no operator gets a decision; null if they do. What clients ask is refused before it comes here. */
    @Nullable
    Refused undecided() {
        return continuity.refusal();
    }

    /** The time of a transaction may be over. */
    void expire(Xid xid) {
        if (undecided() == null && changesNothing(new Command.Expire(xid))) {
            reconciler.look(xid); // a timer that rounds down
        }
    }

    private boolean changesNothing(Command command) {
        Applied applied = apply(command);
        reconcileLater(applied);
        return applied.touched == null;
    }

    /** Behind it comes {@link #reconcileLater}. */
    Applied apply(Command command) {
        Instant now = time.now();
        Decision decision = coordinator.decide(command, now);
        Applied applied = new Applied(now, decision);
        for (Event event : decision.events()) {
            Touched touched = coordinator.apply(event, now);
            journal.append(now, event);
            applied.entries.add(chronicle.entry(event, touched, now));
            Xid xid = touched.xid();
            if (xid != null) {
                reconciler.touched(xid, touched, event.durability() == Durability.FORCED ? journal.lastForced() : 0);
                applied.touched = touched;
            }
        }
        applied.reply = coordinator.reply(decision);
        return applied;
    }

    void reconcileLater(Applied applied) {
        Touched touched = applied.touched;
        if (touched != null) {
            Xid xid = Objects.requireNonNull(touched.xid());
            journal.whenDurable(() -> {
                applied.entries.forEach(Runnable::run);
                reconciler.reconcile(xid);
                outgoing.flushLater();
            });
        }
        lockWaits.tryAgain();
    }

    /** What one command has come to. */
    static final class Applied {
        private final Instant at;
        private final Decision decision;
        private final List<Runnable> entries = new ArrayList<>(2);
        private @Nullable Touched touched;
        private @Nullable Reply reply;

        private Applied(Instant at, Decision decision) {
            this.at = at;
            this.decision = decision;
        }

        Instant at() {
            return at;
        }

        /** Null if none waits for an answer. */
        @Nullable
        Reply reply() {
            return reply;
        }

        /** The transaction as it ended by the command; empty if it did not, or simply committed. */
        Optional<TransactionDetails> ended() {
            return touched == null ? Optional.empty() : touched.ended();
        }
    }
}
