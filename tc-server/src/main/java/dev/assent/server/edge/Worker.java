package dev.assent.server.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A platform thread that runs what is in its mailbox. It is never interrupted. */
final class Worker {
    private final Mailbox mailbox = new Mailbox();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private boolean closed;

    /** @param failure hears of the first exception that a task throws; no task runs after it */
    Worker(String name, Consumer<Throwable> failure) {
        Thread thread = new Thread(() -> work(failure), name);
        thread.setDaemon(true);
        thread.start();
    }

    void run(Runnable task) {
        mailbox.put(task);
    }

    /** Runs what was given so far, then ends. Returns when it has ended. Not to be called on the thread itself. */
    void close() {
        run(() -> closed = true);
        ended.join();
    }

    private void work(Consumer<Throwable> failure) {
        List<Runnable> round = new ArrayList<>();
        try {
            while (!closed) {
                mailbox.takeAll(round);
                for (Runnable task : round) {
                    task.run();
                }
                round.clear();
            }
        } catch (RuntimeException | Error e) {
            failure.accept(e);
        } finally {
            ended.complete(null);
        }
    }
}
