package dev.assent.client;

import dev.assent.model.Xid;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks, and waits for the answer in the caller's thread. */
final class RequestSender {
    private final CoordinatorConnection link;
    private final ClientTime time;
    private final Duration requestTimeout;
    private final Duration decisionDeadline;

    RequestSender(CoordinatorConnection link, ClientTime time, Duration requestTimeout, Duration decisionDeadline) {
        this.link = link;
        this.time = time;
        this.requestTimeout = requestTimeout;
        this.decisionDeadline = decisionDeadline;
    }

    ClientTime time() {
        return time;
    }

    /**
     * Waits for the request time-out.
     *
     * @param repeatable see {@link Call}
     */
    <R extends Message> Answer<R> ask(Message request, Class<R> answerType, boolean repeatable) throws NoResponse {
        return ask(request, answerType, repeatable, Map.of());
    }

    /** @param head more for the frame's head map, if the coordinator is an Assent one */
    <R extends Message> Answer<R> ask(
            Message request, Class<R> answerType, boolean repeatable, Map<String, @Nullable String> head)
            throws NoResponse {
        return ask(new Call<>(link.nextNumber(), request, answerType, repeatable, head));
    }

    /** As {@link #ask}, with no answer from a Seata server, to which nothing is sent. */
    <R extends Message> Answer<R> askAssent(Message request, Class<R> answerType, Map<String, @Nullable String> head)
            throws NoResponse {
        return ask(new Call<>(link.nextNumber(), request, answerType, true, true, head));
    }

    private <R extends Message> Answer<R> ask(Call<R> call) throws NoResponse {
        try {
            return await(call, call.answer, requestTimeout, () -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(call, "the waiting thread was interrupted");
        }
    }

    /**
     * Ends a transaction. Waits for the decision deadline: after each request time-out the request is sent again, and the
     * status is asked for beside it, which a coordinator may answer that is still busy with the end, or whose first answer
     * decided nothing. An interrupt ends the wait, but the request is still sent: a transaction must not keep its locks because
     * a thread was interrupted.
     */
    <R extends GlobalEndResponse> Answer<? extends GlobalEndResponse> insist(
            Xid xid, Message request, Class<R> answerType) throws NoResponse {
        Call<R> call = new Call<>(link.nextNumber(), request, answerType, true, Map.of());
        try (EndQuestion question = new EndQuestion(link, xid)) {
            question.hear(call.answer);
            try {
                return await(call, question.answer(), decisionDeadline, question::ask);
            } catch (NoResponse e) {
                Answer<? extends GlobalEndResponse> unclear = question.unclear();
                if (unclear == null) {
                    throw e;
                }
                return unclear;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            link.sendStill(call, decisionDeadline);
            throw new NoResponse("the waiting thread was interrupted", true);
        }
    }

    /** @param again is run each time that the call is sent again */
    private <A> A await(Call<?> call, CompletableFuture<A> answer, Duration limit, Runnable again)
            throws NoResponse, InterruptedException {
        long end = time.nanos() + limit.toNanos();
        while (true) {
            if (!link.send(call)) {
                throw new NoResponse("this client was closed", call.wasSent());
            }
            long left = end - time.nanos();
            try {
                return time.await(answer, Duration.ofNanos(Math.min(left, requestTimeout.toNanos())));
            } catch (TimeoutException e) {
                if (left <= requestTimeout.toNanos()) {
                    throw givenUp(call, link.state() + " within " + limit.toMillis() + " ms");
                }
                again.run();
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    private NoResponse givenUp(Call<?> call, String why) {
        boolean sent = !call.giveUpUnsent();
        link.forget(call);
        return new NoResponse(why, sent);
    }

    private static NoResponse failure(@Nullable Throwable cause) {
        if (cause instanceof NoResponse noAnswer) {
            return noAnswer;
        }
        if (cause instanceof RuntimeException refused) {
            throw refused;
        }
        throw new IllegalStateException(cause);
    }
}
