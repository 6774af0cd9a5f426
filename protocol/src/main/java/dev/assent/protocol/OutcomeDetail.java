package dev.assent.protocol;

import dev.assent.model.Cause;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer's status alone does not say, in the head of the answer under {@link Extensions#OUTCOME}: the code, then
 * fields behind semicolons, as in {@code ROLLED_BACK;cause=timeout} or {@code COMMITTED;cause=user;empty}. A reader skips
 * fields that it does not know.
 *
 * @param cause who or what decided the outcome; null if nothing is decided, or if a later release names a new cause
 * @param empty the transaction ended without a branch, so nothing was done or undone anywhere
 */
public record OutcomeDetail(OutcomeCode code, @Nullable Cause cause, boolean empty) {
    private static final String CAUSE = "cause=";
    private static final String EMPTY = "empty";

    /** An outcome of which neither the cause nor the branches are known. */
    public static OutcomeDetail of(OutcomeCode code) {
        return new OutcomeDetail(code, null, false);
    }

    /** Empty if the peer says nothing about the outcome, as Seata's servers do. */
    public static Optional<OutcomeDetail> in(Map<String, @Nullable String> head) {
        String text = head.isEmpty() ? null : head.get(Extensions.OUTCOME);
        return text == null || text.isEmpty() ? Optional.empty() : Optional.of(parse(text));
    }

    private static OutcomeDetail parse(String text) {
        String[] fields = text.split(";", -1);
        Cause cause = null;
        boolean empty = false;
        for (String field : fields) {
            if (field.startsWith(CAUSE)) {
                cause = cause(field.substring(CAUSE.length()));
            }
            empty |= field.equals(EMPTY);
        }
        return new OutcomeDetail(OutcomeCode.of(fields[0]), cause, empty);
    }

    private static @Nullable Cause cause(String code) {
        return Arrays.stream(Cause.values())
                .filter(known -> code(known).equals(code))
                .findFirst()
                .orElse(null);
    }

    private static String code(Cause cause) {
        return cause.name().toLowerCase(Locale.ROOT);
    }

    /** The text on the wire. */
    public String encoded() {
        return code.name() + (cause == null ? "" : ';' + CAUSE + code(cause)) + (empty ? ';' + EMPTY : "");
    }
}
