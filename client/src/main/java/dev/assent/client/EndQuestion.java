package dev.assent.client;

import dev.assent.model.Xid;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What became of a transaction that one thread wants to end: the answer to its request, or to a question for the status, the
 * first that decides something.
 */
final class EndQuestion implements AutoCloseable {
    private final CoordinatorConnection link;
    private final Xid xid;
    private final CompletableFuture<Answer<? extends GlobalEndResponse>> answer = new CompletableFuture<>();
    private final List<Call<?>> asked = new ArrayList<>();
    private volatile @Nullable Answer<? extends GlobalEndResponse> unclear;

    EndQuestion(CoordinatorConnection link, Xid xid) {
        this.link = link;
        this.xid = xid;
    }

    CompletableFuture<Answer<? extends GlobalEndResponse>> answer() {
        return answer;
    }

    /** The answer to the request if it decided nothing, and nothing has since; null otherwise. */
    @Nullable
    Answer<? extends GlobalEndResponse> unclear() {
        return unclear;
    }

    /** The answer to the request itself, which counts unless it is unclear. */
    @SuppressWarnings("FutureReturnValueIgnored") // what hears the answer does not throw
    void hear(CompletableFuture<? extends Answer<? extends GlobalEndResponse>> toRequest) {
        toRequest.whenComplete((heard, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (EndStatus.of(heard.message().globalStatus()) != EndStatus.UNCLEAR) {
                answer.complete(heard);
            } else {
                unclear = heard;
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what hears the answer does not throw
    void ask() {
        Call<GlobalStatusResponse> call = new Call<>(
                link.nextNumber(),
                new GlobalStatusRequest(xid.value(), null),
                GlobalStatusResponse.class,
                true,
                Map.of());
        asked.add(call);
        call.answer.thenAccept(heard -> {
            if (decides(EndStatus.of(heard.message().globalStatus()))) {
                answer.complete(heard);
            }
        });
        link.send(call);
    }

    private static boolean decides(EndStatus status) {
        return switch (status) {
            case COMMITTED, COMMITTING, COMMIT_FAILED, ROLLED_BACK, ROLLING_BACK, ROLLBACK_FAILED -> true;
            case OPEN, FORGOTTEN, UNCLEAR -> false;
        };
    }

    @Override
    public void close() {
        asked.forEach(link::forget);
    }
}
