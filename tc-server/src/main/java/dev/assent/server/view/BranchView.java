package dev.assent.server.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One participant's part of a transaction.
 *
 * @param id as text: it is larger than a number of JavaScript may be
 * @param address where its client was connected from when it registered
 * @param phaseOne what it reported of its local transaction, lower case with hyphens
 * @param rows {@code table:key}, at most {@link #MOST_ROWS} of them
 * @param rowCount all of them
 * @param locked whether it holds the locks of its rows
 * @param attempts how often the outcome was delivered to it, as far as is known
 * @param lastAnswer its answer, or what was seen instead of an answer
 * @param next what it waits for, in words
 * @param parkedSince null if it is not parked
 * @param reason why it is parked
 * @param behind the parked branch that it waits for, since the two share a row
 * @param explanation why it is not finished, in the words of its service, perhaps of several lines; null if the service has not
 *     said it since the coordinator's last start
 */
public record BranchView(
        String id,
        String type,
        String resource,
        String application,
        String address,
        String phaseOne,
        State state,
        List<String> rows,
        int rowCount,
        boolean locked,
        int attempts,
        @Nullable String lastAnswer,
        @Nullable String next,
        @Nullable Instant parkedSince,
        @Nullable String reason,
        @Nullable String behind,
        @Nullable String explanation) {
    public static final int MOST_ROWS = 100;

    public BranchView {
        rows = List.copyOf(rows);
    }

    /** Where it stands. */
    public enum State {
        /** Nothing is decided yet. */
        OPEN,
        /** Decided; its turn has not come, or an operator has paused the delivery. */
        WAITING,
        /** The outcome is being delivered, or will be delivered again. */
        DELIVERING,
        /** Parked because it keeps failing; the outcome is still delivered again and again. */
        KEEPS_FAILING,
        /** Parked; the outcome is delivered again only when an operator retries it. */
        PARKED,
        /** It shares a row with a parked branch, and waits for that. */
        BEHIND,
        /** It has acknowledged the outcome, or had nothing to do. */
        DONE,
        /** It has committed, but its database has no trace of its local commit: that is lost. */
        LOST,
        /** A person gave up on it. */
        ABANDONED;

        /** Lower case with hyphens. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
