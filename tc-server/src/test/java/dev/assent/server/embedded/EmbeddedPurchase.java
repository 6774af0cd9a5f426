package dev.assent.server.embedded;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.Message;
import dev.assent.protocol.OutcomeDetail;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.protocol.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An application with a coordinator inside. {@link #run} is also called by reflection, from a class loader that has
 * nothing of a server.
 */
public final class EmbeddedPurchase implements AutoCloseable {
    private final ExecutorService callbacks = Executors.newSingleThreadExecutor();
    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    private final EmbeddedCoordinator coordinator;
    private final EmbeddedConnection shop;

    EmbeddedPurchase(Path data) {
        coordinator = EmbeddedCoordinator.start(data, "embedded:1", failures::add);
        shop = coordinator.connect("shop", callbacks, this::deliver);
        String token = Extensions.withToken(null, "0.1.0");
        ask(new RegisterTMRequest("2.5.0", "shop", "group", token));
        ask(new RegisterRMRequest("2.5.0", "shop", "group", token, "stock"));
    }

    /** One transaction that commits, one that rolls back, and one that a restart finds open. */
    public static List<String> run(Path data) {
        List<String> seen = new ArrayList<>();
        String open;
        try (EmbeddedPurchase first = new EmbeddedPurchase(data)) {
            String bought = first.begins();
            first.joins(bought);
            seen.add(first.ask(new GlobalCommitRequest(bought, null)));
            String refused = first.begins();
            first.joins(refused);
            seen.add(first.ask(new GlobalRollbackRequest(refused, null)));
            open = first.begins();
            first.joins(open);
            seen.add("failures " + first.failures);
            seen.addAll(first.delivered());
        }
        try (EmbeddedPurchase second = new EmbeddedPurchase(data)) {
            seen.add(second.ask(new GlobalStatusRequest(open, null)));
            seen.add(second.ask(new GlobalRollbackRequest(open, null)));
        }
        return seen;
    }

    private void deliver(EmbeddedConnection connection, Frame order) {
        BranchEndRequest request = (BranchEndRequest) Objects.requireNonNull(order.body());
        boolean commit = request instanceof BranchCommitRequest;
        delivered.add(commit ? "commit delivered" : "rollback delivered");
        connection.answer(order, commit ? committed(request) : rolledBack(request));
    }

    private static Message committed(BranchEndRequest r) {
        return new BranchCommitResponse(Result.SUCCESS, 0, r.xid(), r.branchId(), BranchStatus.PHASE_TWO_COMMITTED);
    }

    private static Message rolledBack(BranchEndRequest r) {
        return new BranchRollbackResponse(Result.SUCCESS, 0, r.xid(), r.branchId(), BranchStatus.PHASE_TWO_ROLLBACKED);
    }

    private List<String> delivered() {
        return List.copyOf(delivered);
    }

    private String begins() {
        Frame answer = answer(new GlobalBeginRequest(60_000, "purchase"));
        return Objects.requireNonNull(((GlobalBeginResponse) Objects.requireNonNull(answer.body())).xid());
    }

    private void joins(String xid) {
        BranchRegisterRequest request = new BranchRegisterRequest(xid, BranchType.TCC, "stock", null, null);
        if (!((BranchRegisterResponse) Objects.requireNonNull(answer(request).body()))
                .result()
                .success()) {
            throw new AssertionError("Expected the branch to be registered");
        }
    }

    /** The status of the answer, and the detail that our clients get. */
    private String ask(Message request) {
        Frame frame = answer(request);
        @Nullable GlobalStatus status = frame.body() instanceof GlobalEndResponse end ? end.globalStatus() : null;
        return status
                + OutcomeDetail.in(frame.head())
                        .map(detail -> " " + detail.encoded())
                        .orElse("");
    }

    private Frame answer(Message request) {
        try {
            return shop.ask(request).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(request + " has no answer; failures " + failures, e);
        }
    }

    @Override
    public void close() {
        coordinator.close();
        callbacks.shutdown();
    }
}
