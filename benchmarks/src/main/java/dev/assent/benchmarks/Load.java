package dev.assent.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * A closed-loop load: a fixed number of callers, each of which makes its next call when the previous one has returned.
 */
final class Load {
    private static final int DIGITS = 3;

    private Load() {}

    /** Warms up without counting, then counts. An exception of any caller ends the load. */
    static Result run(int callers, Duration warmUp, Duration counted, Call call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long begin = System.nanoTime() + warmUp.toNanos();
            long end = begin + counted.toNanos();
            List<Future<Histogram>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                running.add(threads.submit(() -> callUntil(caller, begin, end, call)));
            }
            Histogram all = new Histogram(DIGITS);
            for (Future<Histogram> caller : running) {
                all.add(caller.get());
            }
            return new Result(all.getTotalCount() * 1e9 / counted.toNanos(), all);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each caller continues until its call returns false. */
    static void runOut(int callers, Step step) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                running.add(threads.submit(() -> {
                    boolean more = step.make(caller);
                    while (more) {
                        more = step.make(caller);
                    }
                    return caller;
                }));
            }
            for (Future<?> caller : running) {
                caller.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Histogram callUntil(int caller, long begin, long end, Call call) throws Exception {
        Histogram micros = new Histogram(DIGITS);
        for (long start = System.nanoTime(); start - end < 0; start = System.nanoTime()) {
            call.make(caller);
            if (start - begin >= 0) {
                micros.recordValue((System.nanoTime() - start) / 1000);
            }
        }
        return micros;
    }

    /** @param caller counted from 0 */
    interface Step {
        boolean make(int caller) throws Exception;
    }

    /** @param caller counted from 0 */
    interface Call {
        void make(int caller) throws Exception;
    }

    /**
     * @param perSecond calls
     * @param micros of one call
     */
    record Result(double perSecond, Histogram micros) {}
}
