package dev.assent.server;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The end of a server. It comes once: what was taken is answered and written, or the server has failed and will never come so far. */
final class End implements Consumer<Throwable> {
    private final CompletableFuture<@Nullable Void> come = new CompletableFuture<>();
    private final Consumer<Throwable> failure;

    End(Consumer<Throwable> failure) {
        this.failure = failure;
    }

    @Override
    public void accept(Throwable why) {
        if (come.complete(null)) {
            failure.accept(why);
        }
    }

    void stopped() {
        come.complete(null);
    }

    void await() {
        come.join();
    }
}
