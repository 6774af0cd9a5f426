package dev.assent.server.loop;

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
import dev.assent.protocol.Inbound;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.protocol.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection of a client to the loop under test, for both roles. */
final class Peer {
    static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scene scene;
    private final long connection;
    private final String application;
    private final String version;
    private final @Nullable String extraData;
    private final List<Frame> inbox = new ArrayList<>();
    private int requestId;
    private boolean open = true;

    Peer(Scene scene, long connection, String application, String version, boolean assent) {
        this.scene = scene;
        this.connection = connection;
        this.application = application;
        this.version = version;
        this.extraData = assent ? Extensions.withToken(null, "0.1.0") : null;
    }

    long connection() {
        return connection;
    }

    boolean isOpen() {
        return open;
    }

    void receive(Frame frame) {
        inbox.add(frame);
    }

    void cut() {
        open = false;
    }

    Peer registers() {
        say(new RegisterTMRequest(version, application, "group", extraData));
        return this;
    }

    Peer serves(String... resources) {
        say(new RegisterRMRequest(version, application, "group", extraData, String.join(",", resources)));
        return this;
    }

    void hangsUp() {
        scene.hangUp(this);
    }

    /** @return the request's id */
    int say(Message request) {
        return say(request, Map.of());
    }

    int say(Message request, Map<String, @Nullable String> head) {
        requestId++;
        sends(Wire.overTheWire(Frame.request(requestId, request).with(head)));
        return requestId;
    }

    void sends(Inbound frame) {
        scene.receive(this, frame);
    }

    Optional<Frame> answerTo(int id) {
        return inbox.stream()
                .filter(frame -> frame.requestId() == id && !(frame.body() instanceof BranchEndRequest))
                .findFirst();
    }

    List<Frame> inbox() {
        return inbox;
    }

    /** All frames of that id, in the order they came. */
    List<Frame> answersTo(int id) {
        return inbox.stream().filter(frame -> frame.requestId() == id).toList();
    }

    boolean hasAnswerTo(int id) {
        return answerTo(id).isPresent();
    }

    <M extends Message> M answer(int id, Class<M> type) {
        Frame frame = answerTo(id).orElseThrow(() -> new AssertionError("Expected an answer to " + id));
        return type.cast(Objects.requireNonNull(frame.body()));
    }

    <M extends Message> M ask(Message request, Class<M> type) {
        return answer(say(request), type);
    }

    /** What an answer says to our own clients besides. */
    String outcome(int id) {
        return String.valueOf(answerTo(id).orElseThrow().head().get(Extensions.OUTCOME));
    }

    String begins() {
        return begins(MINUTE);
    }

    String begins(Duration timeout) {
        String xid = ask(new GlobalBeginRequest((int) timeout.toMillis(), "purchase"), GlobalBeginResponse.class)
                .xid();
        if (xid == null) {
            throw new AssertionError("Expected a begin to give an xid");
        }
        return xid;
    }

    BranchRegisterResponse joins(String xid, BranchType type, String resource, @Nullable String lockKey) {
        return ask(new BranchRegisterRequest(xid, type, resource, lockKey, null), BranchRegisterResponse.class);
    }

    String beginsNamed(String name) {
        return Objects.requireNonNull(ask(new GlobalBeginRequest(60_000, name), GlobalBeginResponse.class)
                .xid());
    }

    /** @return the branch's id */
    long joins(String xid, String resource, @Nullable String lockKey) {
        BranchRegisterResponse answer = joins(xid, BranchType.AT, resource, lockKey);
        if (!answer.result().success()) {
            throw new AssertionError("Expected the branch to be registered: " + answer);
        }
        return answer.branchId();
    }

    GlobalStatus commits(String xid) {
        return ask(new GlobalCommitRequest(xid, null), GlobalEndResponse.class).globalStatus();
    }

    GlobalStatus rollsBack(String xid) {
        return ask(new GlobalRollbackRequest(xid, null), GlobalEndResponse.class)
                .globalStatus();
    }

    GlobalStatus status(String xid) {
        return ask(new GlobalStatusRequest(xid, null), GlobalEndResponse.class).globalStatus();
    }

    /** What it was told to do in phase two since the last time. */
    List<Frame> takeOrders() {
        List<Frame> orders = inbox.stream()
                .filter(frame -> frame.body() instanceof BranchEndRequest)
                .toList();
        inbox.removeAll(orders);
        return orders;
    }

    Frame takeOrder() {
        List<Frame> orders = takeOrders();
        if (orders.size() != 1) {
            throw new AssertionError("Expected one order, but got " + orders);
        }
        return orders.get(0);
    }

    /** Does as it was told. */
    void does(Frame order) {
        boolean commit = order.body() instanceof BranchCommitRequest;
        answers(order, commit ? BranchStatus.PHASE_TWO_COMMITTED : BranchStatus.PHASE_TWO_ROLLBACKED);
    }

    void answers(Frame order, BranchStatus status) {
        BranchEndRequest told = (BranchEndRequest) order.body();
        if (told == null) {
            throw new AssertionError("Expected an order, but got " + order);
        }
        Message answer = told instanceof BranchCommitRequest
                ? new BranchCommitResponse(Result.SUCCESS, 0, told.xid(), told.branchId(), status)
                : new BranchRollbackResponse(Result.SUCCESS, 0, told.xid(), told.branchId(), status);
        sends(Wire.overTheWire(Frame.response(order, answer)));
    }
}
