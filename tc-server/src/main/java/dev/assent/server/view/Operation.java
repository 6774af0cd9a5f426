package dev.assent.server.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do to a transaction. None of them changes a decision. */
public enum Operation {
    /** Tell the branches now. */
    RETRY,
    /** Tell them no more until {@link #RESUME}. */
    STOP,
    RESUME,
    /** Give up on the branches that have not done as told. */
    FORCE;

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
