package dev.assent.saga.builder;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a failed call is repeated: exponential waits with jitter, except where it is set otherwise. Immutable. */
public record Retry(
        List<String> exceptions,
        int times,
        Duration first,
        double rate,
        @Nullable Duration longest,
        double jitter) {
    private static final double RATE = 2;
    private static final double JITTER = 0.2;

    public Retry {
        exceptions = List.copyOf(exceptions);
    }

    /**
     * @param times repetitions at most
     * @param first the wait before the first one; each further wait is twice as long
     */
    public static Retry times(int times, Duration first) {
        return new Retry(List.of(), times, first, RATE, null, JITTER);
    }

    /** For failures of that class and of its subclasses; without any class, for errors of the network. */
    public Retry on(Class<? extends Throwable> exception) {
        List<String> more = Stream.concat(exceptions.stream(), Stream.of(exception.getName()))
                .toList();
        return new Retry(more, times, first, rate, longest, jitter);
    }

    /** By which the waits grow; 2 by default. */
    public Retry rate(double rate) {
        return new Retry(exceptions, times, first, rate, longest, jitter);
    }

    /** No wait is longer. */
    public Retry longest(Duration longest) {
        return new Retry(exceptions, times, first, rate, longest, jitter);
    }

    /** The part of a wait that is drawn, from 0 to 1; 0.2 by default. */
    public Retry jitter(double jitter) {
        return new Retry(exceptions, times, first, rate, longest, jitter);
    }

    void into(ObjectNode rule) {
        if (!exceptions.isEmpty()) {
            ArrayNode names = rule.putArray("Exceptions");
            exceptions.forEach(names::add);
        }
        rule.put("IntervalSeconds", Step.seconds(first));
        rule.put("MaxAttempts", times);
        rule.put("BackoffRate", rate);
        rule.put("Backoff", "Exponential");
        rule.put("Jitter", jitter);
        if (longest != null) {
            rule.put("MaxIntervalSeconds", Step.seconds(longest));
        }
    }
}
