package dev.assent.server.loop;

import dev.assent.core.Command;
import dev.assent.core.Coordinator;
import dev.assent.core.Listing;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Explained;
import dev.assent.core.Reply.Refused;
import dev.assent.core.TransactionDetails;
import dev.assent.model.Xid;
import dev.assent.server.delivery.PhaseTwoDelivery;
import dev.assent.server.errors.LogNames;
import dev.assent.server.loop.Decider.Applied;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators may see and do. Like all answers, theirs wait for what they rest on to be durable. */
final class Operators {
    private static final Logger log = LoggerFactory.getLogger(Operators.class);

    private final Coordinator coordinator;
    private final GroupCommit journal;
    private final PhaseTwoDelivery deliveries;
    private final Decider decider;
    private final Reconciler reconciler;
    private final RememberedEndings endings;

    Operators(
            Coordinator coordinator,
            GroupCommit journal,
            PhaseTwoDelivery deliveries,
            Decider decider,
            Reconciler reconciler,
            RememberedEndings endings) {
        this.coordinator = coordinator;
        this.journal = journal;
        this.deliveries = deliveries;
        this.decider = decider;
        this.reconciler = reconciler;
        this.endings = endings;
    }

    void inspect(Xid xid, Consumer<TransactionHistory> answer) {
        TransactionHistory history = history(xid);
        journal.whenDurable(() -> answer.accept(history));
    }

    void list(Listing listing, Consumer<List<TransactionHistory>> answer) {
        List<TransactionHistory> all =
                coordinator.list(listing).stream().map(this::joined).toList();
        journal.whenDurable(() -> answer.accept(all));
    }

    void ended(int limit, Consumer<List<TransactionHistory>> answer) {
        answer.accept(endings.last(limit).stream().map(this::withRemarks).toList());
    }

    /** Does what is wanted, and says what it has come to once that is durable and deliveries follow it. */
    void operate(Command.Operate wish, Consumer<OperatorAnswer> answer) {
        Refused undecided = decider.undecided();
        if (undecided != null) {
            answer.accept(new OperatorAnswer(undecided, history(wish.xid())));
            return;
        }
        Applied applied = decider.apply(wish);
        Reply reply = Objects.requireNonNull(applied.reply());
        TransactionHistory history = applied.ended()
                .map(ended -> new TransactionHistory(ended, applied.at()))
                .orElseGet(() -> history(wish.xid()));
        decider.reconcileLater(applied);
        Runnable confirm = () -> {
            log.info(
                    "an operator wants to {} {}{}: {}",
                    wish.operation().name().toLowerCase(Locale.ROOT),
                    LogNames.of(wish.xid(), history.story().begun()),
                    wish.reason().isBlank() ? "" : ", because: " + wish.reason(),
                    sentence(reply));
            answer.accept(new OperatorAnswer(reply, history));
        };
        // the operator that hears of a pause or a forced end sees no call any more
        journal.whenDurable(() -> reconciler.whenReconciled(wish.xid(), confirm));
    }

    long lostCommits() {
        return deliveries.lostCommits().count();
    }

    private static String sentence(Reply reply) {
        if (reply instanceof Refused refused) {
            return refused.sentence();
        }
        return reply instanceof Explained explained ? explained.sentence() : reply.toString();
    }

    private TransactionHistory history(Xid xid) {
        TransactionDetails details = coordinator.details(xid);
        TransactionHistory last = details.begun() == null ? endings.find(xid) : null;
        return last == null ? joined(details) : withRemarks(last);
    }

    private TransactionHistory joined(TransactionDetails details) {
        return withRemarks(
                new TransactionHistory(details, deliveries.tries(details.xid()), null, Set.of(), Map.of(), List.of()));
    }

    private TransactionHistory withRemarks(TransactionHistory history) {
        return new TransactionHistory(
                history.story(),
                history.tries(),
                history.endedAt(),
                deliveries.lostCommits().of(history.story().xid()),
                deliveries.explanations().of(history.story().xid()),
                coordinator.queue().requests(history.story().xid()));
    }
}
