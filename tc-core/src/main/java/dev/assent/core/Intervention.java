package dev.assent.core;

import static java.util.stream.Collectors.joining;

import dev.assent.core.Command.Force;
import dev.assent.core.Effect.CallOff;
import dev.assent.core.Effect.Deliver;
import dev.assent.core.Effect.Ended;
import dev.assent.core.Effect.Hurry;
import dev.assent.core.Effect.Settled;
import dev.assent.core.PhaseTwoEvent.Abandoned;
import dev.assent.core.PhaseTwoEvent.RetriesResumed;
import dev.assent.core.PhaseTwoEvent.RetriesStopped;
import dev.assent.core.PhaseTwoEvent.RetryAsked;
import dev.assent.core.Reply.Explained;
import dev.assent.model.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an operator may do to a decided transaction. None of it changes the decision. */
final class Intervention {
    private final Finishing tx;

    Intervention(Finishing tx) {
        this.tx = tx;
    }

    Decision retry() {
        if (tx.progress().isStopped()) {
            return Decision.answer(CoreErrors.stopped(tx.xid()));
        }
        Finishing next = tx.with(tx.progress().retried());
        List<Effect> effects = new ArrayList<>(next.deliveries());
        effects.add(new Hurry(tx.xid()));
        return Decision.of(new RetryAsked(tx.xid()))
                .reply(new Explained(
                        tx.xid(),
                        next.standing(),
                        "Transaction %s is told again now: %s.".formatted(tx.xid(), who(next))))
                .run(effects);
    }

    Decision stop() {
        if (tx.progress().isStopped()) {
            return explain(tx, "Transaction %s was stopped before; nothing changes.".formatted(tx.xid()));
        }
        Finishing next = tx.with(tx.progress().stopped(Instant.EPOCH));
        return Decision.of(new RetriesStopped(tx.xid()))
                .reply(explain(
                                next,
                                "No branch of transaction %s is told any more, over restarts too, until it is resumed or forced. Its locks stay."
                                        .formatted(tx.xid()))
                        .reply())
                .run(List.of(new CallOff(tx.xid())));
    }

    Decision resume() {
        if (!tx.progress().isStopped()) {
            return explain(tx, "Transaction %s was not stopped; nothing changes.".formatted(tx.xid()));
        }
        Finishing next = tx.with(tx.progress().stopped(null));
        return Decision.of(new RetriesResumed(tx.xid()))
                .reply(explain(next, "Transaction %s is told again: %s.".formatted(tx.xid(), who(next)))
                        .reply())
                .run(next.deliveries());
    }

    Decision force(String reason) {
        if (reason.isBlank()) {
            return Decision.answer(CoreErrors.noReason(tx.xid()));
        }
        if (reason.length() > Force.LONGEST_REASON) {
            return Decision.answer(CoreErrors.longReason(tx.xid(), Force.LONGEST_REASON, reason.length()));
        }
        Finished next = abandoned(tx, reason);
        String left =
                tx.unfinished().stream().map(branch -> branch.id().toString()).collect(joining(", "));
        String sentence =
                "Transaction %s has ended: %s was decided by %s, and %s given up without having done so. Nobody will tell it any more; its locks are free."
                        .formatted(
                                tx.xid(),
                                tx.outcome() == Outcome.COMMIT ? "commit" : "rollback",
                                CoreErrors.words(tx.verdict().cause()),
                                left.isEmpty() ? "the saga's engine is" : "branch " + left + " is");
        return Decision.of(new Abandoned(tx.xid(), reason))
                .reply(new Explained(tx.xid(), next.standing(), sentence))
                .run(List.of(
                        new CallOff(tx.xid()),
                        new Settled(tx.xid(), next.standing()),
                        new Ended(tx.story().ended(next))));
    }

    static Finished abandoned(Finishing tx, String reason) {
        return new Finished(tx.xid(), new Ending(tx.outcome(), tx.verdict().cause(), false, true), reason);
    }

    private static Decision explain(Finishing tx, String sentence) {
        return Decision.answer(new Explained(tx.xid(), tx.standing(), sentence));
    }

    private static String who(Finishing next) {
        List<Deliver> now = next.deliveries();
        if (next.isSaga()) {
            return now.isEmpty() ? "nobody, it waits for a person" : "the saga's engine";
        }
        return now.isEmpty()
                ? "nobody, all that is left waits for a person"
                : now.stream()
                        .map(deliver -> "branch " + deliver.branch().id() + " on "
                                + deliver.branch().resourceId())
                        .collect(joining(", "));
    }
}
