package dev.assent.server.admin;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.Xid;
import dev.assent.server.view.BranchView;
import dev.assent.server.view.DatabaseDone;
import dev.assent.server.view.DatabaseList;
import dev.assent.server.view.DatabaseView;
import dev.assent.server.view.Done;
import dev.assent.server.view.Operation;
import dev.assent.server.view.Overview;
import dev.assent.server.view.Page;
import dev.assent.server.view.Summary;
import dev.assent.server.view.TransactionView;
import dev.assent.server.view.TransactionView.DecisionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A coordinator of a few transactions that are stuck in their rollback. It can be told to refuse or to be silent. */
final class HonestOperations implements Operations {
    private final Map<Xid, TransactionView> transactions = new LinkedHashMap<>();
    private final List<String> done = new ArrayList<>();
    private Optional<NotAllowed> refusal = Optional.empty();
    private boolean broken;

    synchronized void startOver() {
        transactions.clear();
        done.clear();
        refusal = Optional.empty();
        broken = false;
    }

    synchronized void stuck(String xid, String application) {
        transactions.put(new Xid(xid), view(xid, application));
    }

    synchronized void refuses(NotAllowed why) {
        refusal = Optional.of(why);
    }

    synchronized void breaks() {
        broken = true;
    }

    /** What it was asked to do, in order. */
    synchronized List<String> done() {
        return List.copyOf(done);
    }

    @Override
    public synchronized CompletionStage<Overview> overview() {
        return CompletableFuture.completedStage(new Overview(
                "1.2.3", "tc:8091", Instant.parse("2026-01-01T00:00:00Z"), 90, transactions.size(), 1, 2, 3, 0, 4096));
    }

    @Override
    public synchronized CompletionStage<Page> list(Filter filter) {
        done.add("list " + filter);
        return CompletableFuture.completedStage(new Page(
                transactions.values().stream().map(TransactionView::summary).toList(), null));
    }

    @Override
    public synchronized CompletionStage<Optional<TransactionView>> find(Xid xid) {
        if (broken) {
            throw new IllegalStateException("a secret of the inside");
        }
        return CompletableFuture.completedStage(Optional.ofNullable(transactions.get(xid)));
    }

    @Override
    public synchronized CompletionStage<DatabaseList> databases() {
        return CompletableFuture.completedStage(
                new DatabaseList(List.of(new DatabaseView("jdbc:postgresql://h/app", "m-1", 2, 1, null))));
    }

    @Override
    public synchronized CompletionStage<DatabaseDone> adopt(String name) {
        done.add("adopt " + name);
        return CompletableFuture.completedStage(new DatabaseDone("It gets its old mark."));
    }

    @Override
    public synchronized CompletionStage<DatabaseDone> renew(String name) {
        done.add("renew " + name);
        return CompletableFuture.completedStage(new DatabaseDone("It gets a new mark."));
    }

    @Override
    public synchronized CompletionStage<Optional<Done>> operate(Xid xid, Operation operation, String reason) {
        if (refusal.isPresent()) {
            return CompletableFuture.failedStage(refusal.get());
        }
        done.add(operation.word() + ' ' + xid + " because '" + reason + "'");
        return find(xid).thenApply(found -> found.map(view -> new Done("Transaction " + xid + " is seen to.", view)));
    }

    private static TransactionView view(String xid, String application) {
        return new TransactionView(
                "tc:8091",
                new Summary(
                        xid,
                        "rollback-failed",
                        "buy",
                        application,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-01T00:01:00Z"),
                        1,
                        1,
                        1,
                        false),
                "group",
                "10.0.0.5:4711",
                new DecisionView("rollback", "timeout"),
                List.of(new BranchView(
                        "7",
                        "AT",
                        "jdbc:h2:mem:stock",
                        application,
                        "10.0.0.5:4711",
                        "phase-one-done",
                        BranchView.State.PARKED,
                        List.of("stock:1"),
                        1,
                        true,
                        1,
                        "phase-two-rollback-failed-unretryable",
                        null,
                        Instant.parse("2026-01-01T00:01:01Z"),
                        "a dirty write",
                        null,
                        null)),
                List.of(),
                null,
                null,
                null,
                List.of(Operation.RETRY, Operation.PAUSE, Operation.FORCE));
    }
}
