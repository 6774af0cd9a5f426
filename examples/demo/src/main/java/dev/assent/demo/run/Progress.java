package dev.assent.demo.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Prints how far the run is: one line that changes on a terminal, one line per second elsewhere. */
final class Progress implements AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(1);
    private static final String CLEAR = "\r\033[K";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final PrintStream out;
    private final boolean terminal;
    private final Tally tally;
    private final int purchases;
    private final long start = System.nanoTime();
    private final ScheduledFuture<?> shown;

    Progress(PrintStream out, boolean terminal, Tally tally, int purchases) {
        this.out = out;
        this.terminal = terminal;
        this.tally = tally;
        this.purchases = purchases;
        long every = (terminal ? ON_TERMINAL : ELSEWHERE).toMillis();
        shown = clock.scheduleAtFixedRate(this::show, every, every, TimeUnit.MILLISECONDS);
    }

    /** Prints a line that stays. */
    synchronized void say(String line) {
        out.println((terminal ? CLEAR : "") + line);
    }

    private synchronized void show() {
        int ended = tally.ended();
        String line = String.format(
                Locale.ROOT,
                "  %,d of %,d purchases, %,d committed, %,d tried again, %d s",
                ended,
                purchases,
                tally.count(Ending.COMMITTED),
                tally.retries(),
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
        if (terminal) {
            out.print(CLEAR + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    @Override
    public void close() {
        shown.cancel(false);
        clock.shutdown();
        if (terminal) {
            say("");
        }
    }
}
