package dev.assent.server;

import dev.assent.server.log.BoundedAppender;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process at once with exit code 3. Ending needs no memory, no lock and no standard error: everything it uses
 * is made beforehand, and the line in the log is written by a thread that exists already and gets 1 s. Any thread may
 * call {@link #accept}; it does not return.
 */
final class ProcessEnd implements Consumer<Throwable> {
    private static final int HAD_TO_STOP = 3;
    private static final long REPORT_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Consumer<Throwable> report;
    private final IntConsumer halt;
    private final Thread reporter;
    private volatile @Nullable Throwable why;
    private volatile boolean reported;

    private ProcessEnd(Consumer<Throwable> report, IntConsumer halt) {
        this.report = report;
        this.halt = halt;
        this.reporter = daemon("assent-last-line", this::report);
    }

    /** Its threads run when this returns. */
    static ProcessEnd ofThisProcess() {
        return of(ProcessEnd::log, Runtime.getRuntime()::halt);
    }

    static ProcessEnd of(Consumer<Throwable> report, IntConsumer halt) {
        ProcessEnd end = new ProcessEnd(report, halt);
        end.reporter.start();
        return end;
    }

    /** No shutdown hook, no last word to clients: what is in memory is not to be trusted any more. */
    @Override
    public void accept(Throwable cause) {
        try {
            if (why == null) {
                why = cause;
            }
            LockSupport.unpark(reporter);
            long start = System.nanoTime();
            while (!reported && System.nanoTime() - start < REPORT_LIMIT_NANOS) {
                LockSupport.parkNanos(this, LOOK_NANOS);
            }
        } finally {
            halt.accept(HAD_TO_STOP);
        }
    }

    /**
     * A limit for stopping in order.
     *
     * @param late what is reported if the process still runs when the limit is over
     * @return starts the limit; needs no memory either
     */
    Runnable limit(Duration limit, Throwable late) {
        Alarm alarm = new Alarm(limit.toNanos(), () -> accept(late));
        Thread thread = daemon("assent-stop-limit", alarm);
        thread.start();
        return () -> {
            alarm.begun = true;
            LockSupport.unpark(thread);
        };
    }

    private void report() {
        Throwable cause = why;
        while (cause == null) {
            LockSupport.park(this);
            cause = why;
        }
        try {
            report.accept(cause);
        } finally {
            reported = true;
        }
    }

    private static void log(Throwable why) {
        Logger log = LoggerFactory.getLogger(ProcessEnd.class);
        log.error("the coordinator stops at once; start it again, and it recovers what is durable", why);
        BoundedAppender.flush();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static final class Alarm implements Runnable {
        private final long nanos;
        private final Runnable ring;
        private volatile boolean begun;

        Alarm(long nanos, Runnable ring) {
            this.nanos = nanos;
            this.ring = ring;
        }

        @Override
        public void run() {
            while (!begun) {
                LockSupport.park(this);
            }
            long start = System.nanoTime();
            for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
                LockSupport.parkNanos(this, left);
            }
            ring.run();
        }
    }
}
