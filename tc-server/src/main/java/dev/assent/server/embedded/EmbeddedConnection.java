package dev.assent.server.embedded;

import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Message;
import dev.assent.protocol.UndoLogDeleteRequest;
import dev.assent.server.loop.CoordinatorLoop;
import dev.assent.server.port.Scheduler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to an {@link EmbeddedCoordinator}. Any thread may use it. */
public final class EmbeddedConnection implements Plug, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedConnection.class);

    private final long id;
    private final CoordinatorLoop loop;
    private final Scheduler scheduler;
    private final Executor callbacks;
    private final OrderListener orders;
    /** All that follows belongs to the loop's thread. */
    private final Map<Integer, CompletableFuture<Frame>> unanswered = new LinkedHashMap<>();

    private int lastRequest;
    private boolean closed;

    EmbeddedConnection(long id, CoordinatorLoop loop, Scheduler scheduler, Executor callbacks, OrderListener orders) {
        this.id = id;
        this.loop = loop;
        this.scheduler = scheduler;
        this.callbacks = callbacks;
        this.orders = orders;
    }

    /** As {@link #ask(Message, Map)}, with nothing in the head of the request. */
    public CompletableFuture<Frame> ask(Message request) {
        return ask(request, Map.of());
    }

    /**
     * Sends a request.
     *
     * @param head more about the request, as {@link dev.assent.protocol.Extensions} has it
     * @return completed with the answer's frame by the executor for callbacks, once what the answer says is durable; ends
     *     with an IllegalStateException if the connection is closed before that
     */
    public CompletableFuture<Frame> ask(Message request, Map<String, @Nullable String> head) {
        CompletableFuture<Frame> answer = new CompletableFuture<>();
        scheduler.run(() -> {
            if (closed) {
                failLater(answer);
                return;
            }
            int number = ++lastRequest;
            unanswered.put(number, answer);
            loop.received(id, Frame.request(number, request).with(head));
        });
        return answer;
    }

    /** Answers an order with a {@code BranchCommitResponse} or {@code BranchRollbackResponse}. */
    public void answer(Frame order, Message response) {
        scheduler.run(() -> loop.received(id, Frame.response(order, response)));
    }

    /** Requests that are not answered yet end without an answer. Only the first call does anything. */
    @Override
    public void close() {
        scheduler.run(() -> {
            if (!closed) {
                loop.disconnected(id);
                cut();
            }
        });
    }

    @Override
    public void arrived(Frame frame) {
        if (frame.body() instanceof BranchEndRequest || frame.body() instanceof UndoLogDeleteRequest) {
            call(() -> orders.ordered(this, frame));
            return;
        }
        CompletableFuture<Frame> answer = unanswered.remove(frame.requestId());
        if (answer != null) {
            call(() -> answer.complete(frame));
        }
    }

    @Override
    public void cut() {
        closed = true;
        unanswered.values().forEach(this::failLater);
        unanswered.clear();
    }

    private void failLater(CompletableFuture<Frame> answer) {
        call(() ->
                answer.completeExceptionally(new IllegalStateException("the connection to the coordinator is closed")));
    }

    /** What a client does wrong must not end the coordinator. An order that was not heard comes again. */
    private void call(Runnable callback) {
        try {
            callbacks.execute(callback);
        } catch (RuntimeException e) {
            log.warn("a callback of embedded connection {} failed or could not be run", id, e);
        }
    }
}
