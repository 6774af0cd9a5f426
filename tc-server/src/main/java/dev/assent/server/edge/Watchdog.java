package dev.assent.server.edge;

import dev.assent.server.errors.ServerErrors;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks that the coordinator's threads take their tasks. It counts its own rounds, not the time of day: a process that
 * stood still as a whole, paused or suspended, has missed none. A thread that waits in a force of the disk is left
 * alone, since a force has a limit of its own.
 */
final class Watchdog implements AutoCloseable {
    private static final int ROUNDS = 30;
    private static final String FORCE = "force";

    private final List<Watched> watched;
    private final Duration limit;
    private final Consumer<Throwable> failure;
    private final Thread thread = new Thread(this::work, "assent-watchdog");
    private volatile boolean closed;

    /**
     * @param limit after how long without a sign of life a thread counts as hanging
     * @param failure called once, on the watchdog's thread, with the stack of the thread that hangs
     */
    Watchdog(List<Watched> watched, Duration limit, Consumer<Throwable> failure) {
        this.watched = watched;
        this.limit = limit;
        this.failure = failure;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void work() {
        long round = TimeUnit.MILLISECONDS.toNanos(limit.toMillis()) / ROUNDS;
        try {
            while (!closed && look()) {
                LockSupport.parkNanos(this, round);
            }
        } catch (RuntimeException | Error e) {
            if (!closed) { // what is closed takes no tasks any more
                failure.accept(e);
            }
        }
    }

    /** One round; returns whether all is well. */
    boolean look() {
        for (Watched one : watched) {
            if (one.missed() >= ROUNDS) {
                StackTraceElement[] stack = one.stack();
                if (!isForcing(stack)) {
                    failure.accept(hangs(one, stack));
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isForcing(StackTraceElement[] stack) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals(FORCE));
    }

    private Throwable hangs(Watched one, StackTraceElement[] stack) {
        String line = Arrays.stream(stack).map(Object::toString).collect(Collectors.joining(" < "));
        Throwable why = ServerErrors.threadHangs(one.name, limit.toMillis(), line.isEmpty() ? "no method" : line);
        why.setStackTrace(stack);
        return why;
    }

    /** A thread that takes tasks. It is asked for a sign of life, and asked again only when that has come. */
    static final class Watched {
        private final String name;
        private final Executor tasks;
        private volatile @Nullable Thread thread;
        private volatile boolean alive = true;
        private int missed;

        Watched(String name, Executor tasks) {
            this.name = name;
            this.tasks = tasks;
        }

        /** How many rounds in a row there was no sign of life, this one included. */
        private int missed() {
            if (alive) {
                alive = false;
                missed = 0;
                tasks.execute(this::beat);
            } else {
                missed++;
            }
            return missed;
        }

        private void beat() {
            thread = Thread.currentThread();
            alive = true;
        }

        private StackTraceElement[] stack() {
            Thread found = thread;
            return found == null ? stackByName() : found.getStackTrace();
        }

        /** For a thread that hangs in its very first task. */
        private StackTraceElement[] stackByName() {
            return Thread.getAllStackTraces().entrySet().stream()
                    .filter(each -> each.getKey().getName().startsWith(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(new StackTraceElement[0]);
        }
    }
}
