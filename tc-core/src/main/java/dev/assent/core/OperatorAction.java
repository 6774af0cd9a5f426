package dev.assent.core;

import static java.util.stream.Collectors.joining;

import dev.assent.core.Answer.Explanation;
import dev.assent.core.PhaseTwoEvent.Abandoned;
import dev.assent.core.PhaseTwoEvent.DeliveryPaused;
import dev.assent.core.PhaseTwoEvent.DeliveryResumed;
import dev.assent.core.PhaseTwoEvent.RetryAsked;
import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an operator wants of a decided transaction, decided. */
final class OperatorAction {
    /** Branches that a sentence names; of more it gives the number. */
    private static final int NAMED = 20;

    private final Finishing tx;
    private final String reason;

    OperatorAction(Finishing tx, String reason) {
        this.tx = tx;
        this.reason = reason;
    }

    Decision retry() {
        if (isPaused()) {
            return Decision.reply(CoreErrors.paused(tx.xid()));
        }
        return Decision.of(new RetryAsked(tx.xid())).then(explain("is delivered again now: %s."));
    }

    Decision pause() {
        if (isPaused()) {
            return Decision.answer(explain("was paused before; nothing changes."));
        }
        return Decision.of(new DeliveryPaused(tx.xid()))
                .then(explain(
                        "is paused: its outcome is delivered to no branch, over restarts too, until it is resumed or"
                                + " forced. Its locks stay."));
    }

    Decision resume() {
        if (!isPaused()) {
            return Decision.answer(explain("was not paused; nothing changes."));
        }
        return Decision.of(new DeliveryResumed(tx.xid())).then(explain("is delivered again: %s."));
    }

    Decision force() {
        if (reason.isBlank()) {
            return Decision.reply(CoreErrors.noReason(tx.xid()));
        }
        if (reason.length() > Operation.LONGEST_REASON) {
            return Decision.reply(CoreErrors.longReason(tx.xid(), Operation.LONGEST_REASON, reason.length()));
        }
        String left = unfinished();
        String sentence = "has ended: %1$s was decided by %2$s, and %3$s given up before it was delivered. Nothing is"
                + " delivered any more; its locks are free.";
        return Decision.of(new Abandoned(tx.xid(), reason))
                .then(explain(sentence.formatted(
                        tx.outcome() == Outcome.COMMIT ? "commit" : "rollback",
                        CoreErrors.words(tx.decision().cause()),
                        left.isEmpty() ? "the saga's engine is" : "branch " + left + " is")));
    }

    private String unfinished() {
        List<String> left = new ArrayList<>();
        for (BranchState state : tx.tx().branches().all()) {
            if (!state.finished()) {
                left.add(state.branch().id().toString());
            }
        }
        return some(left);
    }

    private boolean isPaused() {
        return tx.tx().paused() != null;
    }

    private Explanation explain(String rest) {
        Xid xid = tx.xid();
        return new Explanation(xid, "Transaction " + xid + ' ' + rest);
    }

    /** What its outcome is delivered to now, for people. */
    static String deliveries(Finishing tx) {
        if (tx.tx().isSaga()) {
            return tx.tx().engine().isGivenUp() ? "to nothing, it waits for a person" : "to the saga's engine";
        }
        List<String> names = new ArrayList<>();
        if (tx.outcome() == Outcome.ROLLBACK && tx.tx().branches().parked() == 0) {
            Optional.ofNullable(tx.tx().next())
                    .flatMap(tx.tx().branches()::find)
                    .ifPresent(state -> names.add(name(state)));
        } else {
            for (BranchState state : tx.tx().branches().all()) {
                if (tx.isDue(state)) {
                    names.add(name(state));
                }
            }
        }
        return names.isEmpty() ? "to nothing, it waits for a person" : some(names);
    }

    private static String name(BranchState state) {
        BranchId id = state.branch().id();
        return "branch " + id + " on " + state.branch().resourceId();
    }

    private static String some(List<String> names) {
        String first = names.stream().limit(NAMED).collect(joining(", "));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
