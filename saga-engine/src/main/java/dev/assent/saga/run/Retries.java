package dev.assent.saga.run;

import dev.assent.saga.definition.RetryRule;
import dev.assent.saga.definition.ServiceTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a failed call is repeated, and when. */
final class Retries {
    private Retries() {}

    /** The next attempt; null if there is none. The first rule that matches decides, and counts for itself. */
    static @Nullable Pending next(ServiceTask task, Pending pending, Failure failure, Instant now, double drawn) {
        List<RetryRule> rules = task.settings().retry();
        for (int i = 0; i < rules.size(); i++) {
            RetryRule rule = rules.get(i);
            if (matches(rule, failure)) {
                int used = i < pending.retries().size() ? pending.retries().get(i) : 0;
                if (used >= rule.maxAttempts()) {
                    return null;
                }
                List<Integer> retries = new ArrayList<>(pending.retries());
                retries.set(i, used + 1);
                Duration wait = wait(rule, used, drawn);
                return pending.again(pending.attempt() + 1, retries, wait.isZero() ? null : now.plus(wait));
            }
        }
        return null;
    }

    /** A rule without exceptions is for errors of the network. */
    private static boolean matches(RetryRule rule, Failure failure) {
        return rule.exceptions().isEmpty()
                ? failure.net() != Failure.Net.NOT
                : rule.exceptions().stream().anyMatch(failure::is);
    }

    /**
     * Linear, as in Seata's engine, if the rule does not say otherwise: the interval, then the interval times rate times the
     * number of retries before. A part of it is drawn if the rule says so.
     */
    private static Duration wait(RetryRule rule, int used, double drawn) {
        double seconds = rule.intervalSeconds();
        if (rule.exponential()) {
            seconds *= Math.pow(rule.backoffRate(), used);
        } else if (used > 0) {
            seconds *= rule.backoffRate() * used;
        }
        if (rule.maxIntervalSeconds() != null) {
            seconds = Math.min(seconds, rule.maxIntervalSeconds());
        }
        return Duration.ofMillis(Math.round(seconds * (1 - rule.jitter() * drawn) * 1000));
    }
}
