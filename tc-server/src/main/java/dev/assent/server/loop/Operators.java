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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators may see and do. Like all answers, theirs wait for what they rest on to be durable. */
final class Operators {
    private static final Logger log = LoggerFactory.getLogger(Operators.class);

    private final Coordinator coordinator;
    private final GroupCommit journal;
    private final PhaseTwoDelivery deliveries;
    private final RememberedEndings endings = new RememberedEndings();

    Operators(Coordinator coordinator, GroupCommit journal, PhaseTwoDelivery deliveries) {
        this.coordinator = coordinator;
        this.journal = journal;
        this.deliveries = deliveries;
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
        answer.accept(endings.last(limit));
    }

    /**
     * Says what a wish has come to, once that is durable.
     *
     * @param reply to the wish, which is decided and applied
     * @param ended the transaction as it ended by it; null if it did not
     */
    void operated(
            Command.Operate wish,
            Reply reply,
            @Nullable TransactionDetails ended,
            Instant at,
            Consumer<OperatorAnswer> answer) {
        TransactionHistory history = ended == null ? history(wish.xid()) : new TransactionHistory(ended, Map.of(), at);
        journal.whenDurable(() -> {
            log.info(
                    "an operator wants to {} transaction {}{}: {}",
                    wish.operation().name().toLowerCase(Locale.ROOT),
                    wish.xid(),
                    wish.reason().isBlank() ? "" : ", because: " + wish.reason(),
                    sentence(reply));
            answer.accept(new OperatorAnswer(reply, history));
        });
    }

    void ended(TransactionDetails details, Instant at) {
        endings.add(details, at);
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
        return last == null ? joined(details) : last;
    }

    private TransactionHistory joined(TransactionDetails details) {
        return new TransactionHistory(details, deliveries.tries(details.xid()), null);
    }
}
