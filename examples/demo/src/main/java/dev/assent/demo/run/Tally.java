package dev.assent.demo.run;

import dev.assent.demo.audit.Claim;
import dev.assent.demo.run.Attempt.StateAtKill;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts what happened. Safe for many threads. */
public final class Tally {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final Map<Integer, Claim> claims = new TreeMap<>();
    private final Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
    private final Map<Retry, Integer> retries = new EnumMap<>(Retry.class);
    private final Map<StateAtKill, Map<Ending, Integer>> atKill = new EnumMap<>(StateAtKill.class);
    private final Histogram latencies = new Histogram(LONGEST_MICROS, 3);
    private @Nullable Throwable unexpected;

    /** A purchase has ended. */
    synchronized void ended(Attempt attempt, Ending ending, Duration took) {
        endings.merge(ending, 1, Integer::sum);
        claims.put(attempt.purchase().number(), ending.claim());
        state(attempt, ending);
        if (ending == Ending.COMMITTED) {
            latencies.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(took.toNanos())));
        }
    }

    /** A purchase will be tried again. */
    synchronized void again(Attempt attempt, Retry why) {
        retries.merge(why, 1, Integer::sum);
        state(attempt, Ending.AGAIN);
    }

    synchronized void unexpected(Throwable error) {
        if (unexpected == null) {
            unexpected = error;
        }
    }

    private void state(Attempt attempt, Ending ending) {
        atKill.computeIfAbsent(attempt.atKill(), state -> new EnumMap<>(Ending.class))
                .merge(ending, 1, Integer::sum);
    }

    public synchronized int ended() {
        return claims.size();
    }

    public synchronized int count(Ending ending) {
        return endings.getOrDefault(ending, 0);
    }

    public synchronized int count(Retry retry) {
        return retries.getOrDefault(retry, 0);
    }

    public synchronized int retries() {
        return retries.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How the attempts ended that were in the given state when the coordinator was killed. */
    synchronized Map<Ending, Integer> atKill(StateAtKill state) {
        return Map.copyOf(atKill.getOrDefault(state, Map.of()));
    }

    public synchronized Map<Integer, Claim> claims() {
        return Map.copyOf(claims);
    }

    /** The latency of committed purchases, without their earlier attempts. */
    public synchronized Duration percentile(double percent) {
        return Duration.of(latencies.getValueAtPercentile(percent), ChronoUnit.MICROS);
    }

    /** The first unexpected error. */
    public synchronized Optional<Throwable> unexpected() {
        return Optional.ofNullable(unexpected);
    }

    /** Why a purchase was tried again. */
    public enum Retry {
        ROW_LOCKED("another transaction held a row"),
        COORDINATOR_AWAY("the coordinator was away"),
        DATABASE_LOCK("the database gave up waiting for a row");

        private final String words;

        Retry(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
