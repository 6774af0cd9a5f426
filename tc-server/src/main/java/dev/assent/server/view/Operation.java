package dev.assent.server.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do to a transaction. None of them changes a decision. */
public enum Operation {
    /** Deliver to the branches now. */
    RETRY(dev.assent.core.Operation.RETRY),
    /** Deliver no more until {@link #RESUME}. */
    PAUSE(dev.assent.core.Operation.PAUSE),
    RESUME(dev.assent.core.Operation.RESUME),
    /** Give up on the branches that have not acknowledged the outcome. */
    FORCE(dev.assent.core.Operation.FORCE);

    private final dev.assent.core.Operation core;

    Operation(dev.assent.core.Operation core) {
        this.core = core;
    }

    /** The same, as the core calls it. */
    public dev.assent.core.Operation core() {
        return core;
    }

    /** As in a path and on the command line. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Operation> of(String word) {
        return Arrays.stream(values())
                .filter(operation -> operation.word().equals(word))
                .findFirst();
    }
}
