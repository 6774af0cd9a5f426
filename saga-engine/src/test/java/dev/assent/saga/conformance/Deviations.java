package dev.assent.saga.conformance;

import java.util.Map;
import java.util.Optional;

/** Where the engine differs on purpose: scenarios by the beginning of their titles, with the reason. */
final class Deviations {
    private static final Map<String, String> REASONS = Map.of(
            "A21",
            "skipAndForward of Seata's engine repeats the step; ours skips it",
            "A20-dup",
            "a start whose business key is taken is reported as finished; Seata's engine leaves its transaction open");

    private Deviations() {}

    static Optional<String> reason(Expected expected) {
        return REASONS.entrySet().stream()
                .filter(each -> expected.title().startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
