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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators may see and do. Like all answers, theirs wait for what they rest on to be durable. */
final class Operators {
    private static final Logger log = LoggerFactory.getLogger(Operators.class);
    private static final int REMEMBERED = 1000;

    private final Coordinator coordinator;
    private final GroupCommit journal;
    private final PhaseTwoDelivery phaseTwo;
    private final Supplier<Instant> now;
    private final BiConsumer<Command, Consumer<Reply>> decide;
    private final Map<Xid, TransactionHistory> ended = new LinkedHashMap<>();

    Operators(
            Coordinator coordinator,
            GroupCommit journal,
            PhaseTwoDelivery phaseTwo,
            Supplier<Instant> now,
            BiConsumer<Command, Consumer<Reply>> decide) {
        this.coordinator = coordinator;
        this.journal = journal;
        this.phaseTwo = phaseTwo;
        this.now = now;
        this.decide = decide;
    }

    void inspect(Xid xid, Consumer<TransactionHistory> answer) {
        TransactionDetails story = coordinator.story(xid);
        TransactionHistory last = ended.get(xid);
        TransactionHistory whole = story.begun() == null && last != null ? last : joined(story);
        journal.whenDurable(() -> answer.accept(whole));
    }

    void list(Listing listing, Consumer<List<TransactionHistory>> answer) {
        List<TransactionHistory> all =
                coordinator.list(listing).stream().map(this::joined).toList();
        journal.whenDurable(() -> answer.accept(all));
    }

    void ended(int limit, Consumer<List<TransactionHistory>> answer) {
        List<TransactionHistory> all = new ArrayList<>(ended.values());
        Collections.reverse(all);
        answer.accept(all.stream().limit(limit).toList());
    }

    void operate(Command.OfOperator wish, Consumer<Reply> answer) {
        decide.accept(wish, reply -> {
            log.info(
                    "an operator wants to {} transaction {}: {}",
                    wish.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
                    wish.xid(),
                    sentence(reply));
            answer.accept(reply);
        });
    }

    void ended(TransactionDetails story) {
        ended.put(story.xid(), new TransactionHistory(story, Map.of(), now.get()));
        if (ended.size() > REMEMBERED) {
            ended.remove(ended.keySet().iterator().next());
        }
    }

    private static String sentence(Reply reply) {
        if (reply instanceof Refused refused) {
            return refused.sentence();
        }
        return reply instanceof Explained explained ? explained.sentence() : reply.toString();
    }

    private TransactionHistory joined(TransactionDetails story) {
        return new TransactionHistory(story, phaseTwo.tries(story.xid()), null);
    }
}
