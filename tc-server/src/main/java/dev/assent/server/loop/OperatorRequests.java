package dev.assent.server.loop;

import dev.assent.core.Command;
import dev.assent.core.Coordinator;
import dev.assent.core.Listing;
import dev.assent.core.Reply;
import dev.assent.core.Reply.MarkGiven;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import dev.assent.server.errors.OperatorErrors;
import dev.assent.server.port.Scheduler;
import dev.assent.server.session.DatabaseRegistrations;
import dev.assent.server.session.Sessions;
import dev.assent.server.view.DatabaseView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What operators may ask of the loop. Any thread may call; every answer is completed on the loop's thread, and fails with
 * a {@link dev.assent.model.AssentException.TryAgain} if the loop is stopping.
 */
public final class OperatorRequests {
    private final Coordinator coordinator;
    private final Operators operators;
    private final DatabaseRegistrations databases;
    private final Sessions sessions;
    private final Scheduler scheduler;
    private boolean stopping;

    OperatorRequests(
            Coordinator coordinator,
            Operators operators,
            DatabaseRegistrations databases,
            Sessions sessions,
            Scheduler scheduler) {
        this.coordinator = coordinator;
        this.operators = operators;
        this.databases = databases;
        this.sessions = sessions;
        this.scheduler = scheduler;
    }

    /** On the loop's thread: nothing more is answered. */
    void stop() {
        stopping = true;
    }

    /** The history of one transaction, whatever it is. */
    public CompletableFuture<TransactionHistory> inspect(Xid xid) {
        return ask(future -> operators.inspect(xid, future::complete));
    }

    /** Open transactions, the oldest first. */
    public CompletableFuture<List<TransactionHistory>> list(Listing listing) {
        return ask(future -> operators.list(listing, future::complete));
    }

    /**
     * The transactions that ended since the start and did not simply commit, the last one first: as many as wanted of
     * the remembered ones.
     */
    public CompletableFuture<List<TransactionHistory>> ended(int limit) {
        return ask(future -> operators.ended(limit, future::complete));
    }

    /**
     * Does what an operator wants of a decided transaction, and answers once that is durable: {@link Reply.Explained} or
     * {@link Reply.Refused}.
     */
    public CompletableFuture<OperatorAnswer> operate(Command.Operate wish) {
        return ask(future -> operators.operate(wish, future::complete));
    }

    /** How much there is. */
    public CompletableFuture<LoopFigures> figures() {
        return ask(future -> future.complete(new LoopFigures(
                coordinator.openTransactions(),
                coordinator.parkedTransactions(),
                coordinator.lockedRows(),
                sessions.size(),
                operators.lostCommits(),
                coordinator.memory())));
    }

    /** The names of databases. */
    public CompletableFuture<List<DatabaseView>> databases() {
        return ask(future -> future.complete(databases.views(coordinator.databases(), coordinator.markOrders())));
    }

    /**
     * The next database of that name that has no mark gets the mark again that such a database had last: empty if none is known.
     */
    public CompletableFuture<Optional<DatabaseMark>> adopt(String name) {
        return ask(future ->
                databases.adopt(name, reply -> complete(future, reply, given -> Optional.ofNullable(given.mark()))));
    }

    /** The next database of that name that has no mark, or is refused as a copy, gets a mark of its own: this one. */
    public CompletableFuture<DatabaseMark> renew(String name) {
        return ask(future -> {
            DatabaseMark fresh = databases.fresh();
            databases.renew(name, fresh, reply -> complete(future, reply, given -> fresh));
        });
    }

    private static <T> void complete(CompletableFuture<T> future, Reply reply, Function<MarkGiven, T> given) {
        if (reply instanceof Reply.Refused refused) {
            future.completeExceptionally(OperatorErrors.said(refused.sentence()));
        } else {
            future.complete(given.apply((MarkGiven) reply));
        }
    }

    private <T> CompletableFuture<T> ask(Consumer<CompletableFuture<T>> question) {
        CompletableFuture<T> future = new CompletableFuture<>();
        scheduler.run(() -> {
            if (stopping) {
                future.completeExceptionally(OperatorErrors.stopping());
            } else {
                question.accept(future);
            }
        });
        return future;
    }
}
