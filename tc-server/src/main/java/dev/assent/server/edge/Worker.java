package dev.assent.server.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A platform thread that runs what is in its mailbox. It is never interrupted. */
final class Worker {
    private final Mailbox mailbox = new Mailbox();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private boolean closed;

    /**
     * @param patience nanoseconds until it looks around without mail
     * @param lookAround after each round of mail
     * @param failure hears of the first exception that a task throws; no task runs after it
     */
    Worker(String name, LongSupplier patience, Runnable lookAround, Consumer<Throwable> failure) {
        thread = new Thread(() -> work(patience, lookAround, failure), name);
        thread.setDaemon(true);
    }

    void start() {
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

    private void work(LongSupplier patience, Runnable lookAround, Consumer<Throwable> failure) {
        List<Runnable> round = new ArrayList<>();
        try {
            while (!closed) {
                mailbox.takeAll(round, patience.getAsLong());
                for (Runnable task : round) {
                    task.run();
                }
                round.clear();
                lookAround.run();
            }
        } catch (RuntimeException | Error e) {
            failure.accept(e);
        } finally {
            ended.complete(null);
        }
    }
}
