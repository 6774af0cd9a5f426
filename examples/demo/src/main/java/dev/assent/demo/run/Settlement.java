package dev.assent.demo.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits until phase two of all transactions has ended. */
final class Settlement {
    private static final long LOOK_EVERY_MS = 50;

    private Settlement() {}

    /** @return whether the condition held before the limit was reached */
    static boolean await(BooleanSupplier settled, Duration limit) throws InterruptedException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            var looking =
                    clock.scheduleWithFixedDelay(() -> look(settled, done), 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            try {
                return done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("Expected to read the progress of phase two", e.getCause());
            } finally {
                looking.cancel(true);
            }
        } finally {
            clock.shutdownNow();
        }
    }

    private static void look(BooleanSupplier settled, CompletableFuture<Boolean> done) {
        try {
            if (settled.getAsBoolean()) {
                done.complete(true);
            }
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }
}
