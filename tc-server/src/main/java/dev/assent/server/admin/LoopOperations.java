package dev.assent.server.admin;

import dev.assent.core.Command;
import dev.assent.core.Coordinator;
import dev.assent.core.Listing;
import dev.assent.core.Refusal;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Explained;
import dev.assent.core.TransactionState;
import dev.assent.model.Xid;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.loop.CoordinatorLoop;
import dev.assent.server.loop.TransactionHistory;
import dev.assent.server.port.Scheduler;
import dev.assent.server.view.Done;
import dev.assent.server.view.Operation;
import dev.assent.server.view.Overview;
import dev.assent.server.view.Page;
import dev.assent.server.view.Summary;
import dev.assent.server.view.TransactionView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people ask, put to the coordinator's loop. */
public final class LoopOperations implements Operations {
    private static final Logger log = LoggerFactory.getLogger(LoopOperations.class);

    private final CoordinatorLoop loop;
    private final Coordinator coordinator;
    private final Scheduler scheduler;
    private final String version;
    private final String address;
    private final LongSupplier journalBytes;
    private final Instant startedAt = Instant.now();

    /**
     * @param coordinator the loop's, looked at on the loop's thread alone
     * @param version of Assent
     * @param address {@code host:port} as clients dial it
     */
    public LoopOperations(
            CoordinatorLoop loop,
            Coordinator coordinator,
            Scheduler scheduler,
            String version,
            String address,
            LongSupplier journalBytes) {
        this.loop = loop;
        this.coordinator = coordinator;
        this.scheduler = scheduler;
        this.version = version;
        this.address = address;
        this.journalBytes = journalBytes;
    }

    @Override
    public CompletionStage<Overview> overview() {
        long bytes = journalBytes.getAsLong();
        CompletableFuture<Overview> answer = new CompletableFuture<>();
        scheduler.run(() -> answer.complete(new Overview(
                version,
                address,
                startedAt,
                Duration.between(startedAt, Instant.now()).toSeconds(),
                coordinator.openTransactions(),
                coordinator.parkedTransactions(),
                coordinator.lockedRows(),
                loop.connections(),
                bytes)));
        return answer;
    }

    @Override
    public CompletionStage<Page> list(Filter filter) {
        Listing.Which which = filter.stage()
                .map(stage -> Listing.Which.valueOf(stage.toUpperCase(Locale.ROOT)))
                .orElse(Listing.Which.ALL);
        Listing listing = new Listing(
                which,
                filter.application().orElse(null),
                null,
                filter.after().map(Xid::new).orElse(null),
                filter.limit() + 1);
        return loop.list(listing).thenApply(stories -> page(stories, filter.limit()));
    }

    private static Page page(List<TransactionHistory> stories, int limit) {
        List<Summary> all = stories.stream()
                .limit(limit)
                .map(story -> new Views("", story).summary())
                .toList();
        return new Page(all, stories.size() > limit ? all.get(limit - 1).xid() : null);
    }

    @Override
    public CompletionStage<Optional<TransactionView>> find(Xid xid) {
        return loop.inspect(xid)
                .thenApply(found -> found.story().standing().stage() == TransactionState.UNKNOWN
                        ? Optional.empty()
                        : Optional.of(new Views(address, found).transaction()));
    }

    @Override
    public CompletionStage<Optional<Done>> operate(Xid xid, Operation operation, String reason) {
        if (!reason.isEmpty()) {
            log.info("an operator is going to {} transaction {}, because: {}", operation.word(), xid, reason);
        }
        return loop.operate(command(xid, operation, reason)).thenCompose(reply -> answer(xid, reply));
    }

    private static Command.OfOperator command(Xid xid, Operation operation, String reason) {
        return switch (operation) {
            case RETRY -> new Command.Retry(xid);
            case STOP -> new Command.Stop(xid);
            case RESUME -> new Command.Resume(xid);
            case FORCE -> new Command.Force(xid, reason);
        };
    }

    private CompletionStage<Optional<Done>> answer(Xid xid, Reply reply) {
        if (reply instanceof Explained explained) {
            return find(xid).thenApply(found -> found.map(view -> new Done(explained.sentence(), view)));
        }
        if (reply instanceof Reply.Refused refused) {
            return refused.reason() == Refusal.UNKNOWN_TRANSACTION
                    ? CompletableFuture.completedStage(Optional.empty())
                    : CompletableFuture.failedStage(ServerErrors.said(refused.sentence()));
        }
        throw new IllegalStateException("Expected an answer for operators, but got " + reply);
    }
}
