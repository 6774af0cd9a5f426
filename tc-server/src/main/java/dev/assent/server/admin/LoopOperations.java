package dev.assent.server.admin;

import dev.assent.core.Command;
import dev.assent.core.Listing;
import dev.assent.core.Refusal;
import dev.assent.core.Reply;
import dev.assent.core.Reply.Explained;
import dev.assent.core.TransactionState;
import dev.assent.model.Xid;
import dev.assent.server.errors.OperatorErrors;
import dev.assent.server.loop.OperatorAnswer;
import dev.assent.server.loop.OperatorRequests;
import dev.assent.server.loop.TransactionHistory;
import dev.assent.server.view.DatabaseDone;
import dev.assent.server.view.DatabaseList;
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

/** What people ask, put to the coordinator's loop. */
public final class LoopOperations implements Operations {
    private final OperatorRequests operators;
    private final String version;
    private final String address;
    private final LongSupplier journalBytes;
    private final Instant startedAt = Instant.now();

    /**
     * @param version of Assent
     * @param address {@code host:port} as clients dial it
     */
    public LoopOperations(OperatorRequests operators, String version, String address, LongSupplier journalBytes) {
        this.operators = operators;
        this.version = version;
        this.address = address;
        this.journalBytes = journalBytes;
    }

    @Override
    public CompletionStage<Overview> overview() {
        long bytes = journalBytes.getAsLong();
        return operators
                .figures()
                .thenApply(figures -> new Overview(
                        version,
                        address,
                        startedAt,
                        Duration.between(startedAt, Instant.now()).toSeconds(),
                        figures.openTransactions(),
                        figures.parkedTransactions(),
                        figures.lockedRows(),
                        figures.connections(),
                        figures.lostCommits(),
                        bytes));
    }

    @Override
    public CompletionStage<Page> list(Filter filter) {
        Listing.Which which = filter.state()
                .map(state -> Listing.Which.valueOf(state.toUpperCase(Locale.ROOT)))
                .orElse(Listing.Which.ALL);
        Listing listing = new Listing(
                which,
                filter.application().orElse(null),
                null,
                filter.after().map(Xid::new).orElse(null),
                filter.limit() + 1);
        return operators.list(listing).thenApply(stories -> page(stories, filter.limit()));
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
        return operators
                .inspect(xid)
                .thenApply(found -> found.story().status().state() == TransactionState.UNKNOWN
                        ? Optional.empty()
                        : Optional.of(new Views(address, found).transaction()));
    }

    @Override
    public CompletionStage<Optional<Done>> operate(Xid xid, Operation operation, String reason) {
        return operators
                .operate(new Command.Operate(xid, operation.core(), reason))
                .thenCompose(this::answer);
    }

    @Override
    public CompletionStage<DatabaseList> databases() {
        return operators.databases().thenApply(DatabaseList::new);
    }

    @Override
    public CompletionStage<DatabaseDone> adopt(String name) {
        return operators
                .adopt(name)
                .thenCompose(mark -> mark.isEmpty()
                        ? CompletableFuture.failedStage(OperatorErrors.unknownDatabase(name))
                        : CompletableFuture.completedStage(new DatabaseDone(
                                "The next database that is named %s and has no mark gets the mark %s again, at its next use."
                                        .formatted(name, mark.get()))));
    }

    @Override
    public CompletionStage<DatabaseDone> renew(String name) {
        return operators
                .renew(name)
                .thenApply(mark -> new DatabaseDone(
                        "The next database that is named %s and has no mark, or is a copy, gets the mark %s, at its next use."
                                .formatted(name, mark)));
    }

    private CompletionStage<Optional<Done>> answer(OperatorAnswer answer) {
        if (answer.reply() instanceof Explained explained) {
            TransactionView view = new Views(address, answer.history()).transaction();
            return CompletableFuture.completedStage(Optional.of(new Done(explained.sentence(), view)));
        }
        if (answer.reply() instanceof Reply.Refused refused) {
            return refused.reason() == Refusal.UNKNOWN_TRANSACTION
                    ? CompletableFuture.completedStage(Optional.empty())
                    : CompletableFuture.failedStage(OperatorErrors.said(refused.sentence()));
        }
        throw new IllegalStateException("Expected an answer for operators, but got " + answer.reply());
    }
}
