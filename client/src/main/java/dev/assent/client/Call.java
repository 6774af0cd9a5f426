package dev.assent.client;

import dev.assent.protocol.Extensions.ClientRequest;
import dev.assent.protocol.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One request and the wait for its answer. It keeps its number over all connections it is sent on, so that the
 * coordinator can distinguish a repetition from a new request.
 */
final class Call<R extends Message> {
    final long number;
    final Message request;
    private final Map<String, @Nullable String> head;
    final CompletableFuture<Answer<R>> answer = new CompletableFuture<>();
    private final Class<R> answerType;
    private final boolean repeatable;
    private final boolean forAssentAlone;
    private final AtomicReference<SendState> state = new AtomicReference<>(SendState.WAITING);

    /** @param repeatable does no harm if carried out twice, even by a coordinator that does not know repetitions */
    Call(long number, Message request, Class<R> answerType, boolean repeatable, Map<String, @Nullable String> head) {
        this(number, request, answerType, repeatable, false, head);
    }

    /** @param forAssentAlone means something else to a Seata server, and is not sent to one */
    Call(
            long number,
            Message request,
            Class<R> answerType,
            boolean repeatable,
            boolean forAssentAlone,
            Map<String, @Nullable String> head) {
        this.forAssentAlone = forAssentAlone;
        this.head = head;
        this.number = number;
        this.request = request;
        this.answerType = answerType;
        this.repeatable = repeatable;
    }

    /** The frame's id: unique among all open calls, since the counter starts over after 2^31 calls only. */
    int frameId() {
        return (int) (number & Integer.MAX_VALUE);
    }

    /** For an Assent coordinator: names the request, so that sending it again is safe. */
    Map<String, @Nullable String> head(String clientId) {
        Map<String, @Nullable String> whole = new LinkedHashMap<>(new ClientRequest(clientId, number).head());
        whole.putAll(head);
        return whole;
    }

    /** Marks it as sent. False if the caller has given up before: then it must not be sent. */
    boolean markSent() {
        return state.compareAndSet(SendState.WAITING, SendState.SENT) || wasSent();
    }

    /** The caller no longer waits. True if the call was not sent, and now never will be. */
    boolean giveUpUnsent() {
        return state.compareAndSet(SendState.WAITING, SendState.GIVEN_UP);
    }

    boolean wasSent() {
        return state.get() == SendState.SENT;
    }

    /** Whether it may be sent to this coordinator now, as far as doubling goes. */
    boolean maySendTo(Peer peer) {
        return !wasSent() || repeatable || peer.isAssent();
    }

    /** Whether this coordinator takes it as it is meant. */
    boolean isUnderstoodBy(Peer peer) {
        return !forAssentAlone || peer.isAssent();
    }

    /** False if this is no answer to such a request. */
    boolean complete(Message message, Peer peer, Map<String, @Nullable String> head) {
        if (!answerType.isInstance(message)) {
            return false;
        }
        answer.complete(new Answer<>(answerType.cast(message), peer, head));
        return true;
    }

    /** No answer will come. */
    void fail(Exception why) {
        answer.completeExceptionally(why);
    }

    private enum SendState {
        WAITING,
        SENT,
        GIVEN_UP
    }
}
