package dev.assent.server.cli;

import dev.assent.server.view.BranchView;
import java.time.Duration;
import java.time.Instant;

/** How things are called. */
final class Labels {
    private Labels() {}

    /** What clients chose the text of cannot move the cursor or colour the screen. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    static String state(String state) {
        return switch (state) {
            case "active" -> "is open: nothing is decided yet.";
            case "committing" -> "is committed; this is being delivered to its branches.";
            case "rolling-back" -> "is being rolled back.";
            case "commit-failed" -> "is committed, but a branch waits for an operator.";
            case "rollback-failed" -> "is to be rolled back, but a branch waits for an operator.";
            case "committed" -> "is committed, everywhere.";
            case "rolled-back" -> "is rolled back, everywhere.";
            case "commit-abandoned" -> "is committed, but not everywhere: an operator gave up on the rest.";
            case "rollback-abandoned" -> "is rolled back, but not everywhere: an operator gave up on the rest.";
            default -> "is " + printable(state) + '.';
        };
    }

    static String cause(String cause) {
        return switch (cause) {
            case "user" -> "its application asked for it";
            case "timeout" -> "its time was over";
            case "branch" -> "a branch said that its part had failed";
            case "operator" -> "an operator decided so";
            default -> printable(cause);
        };
    }

    static String state(BranchView.State state) {
        return switch (state) {
            case OPEN -> "open";
            case WAITING -> "waits for its turn";
            case DELIVERING -> "the outcome is being delivered";
            case KEEPS_FAILING -> "parked: it keeps failing, and delivery goes on";
            case PARKED -> "parked: it waits for an operator";
            case BEHIND -> "waits behind a parked branch, since they share a row";
            case DONE -> "done";
            case LOST -> "committed, but its database has no trace of it: its local commit is lost";
            case ABANDONED -> "given up by an operator";
        };
    }

    /** Like {@code 3 min}; the largest unit alone. */
    static String span(Instant from, Instant to) {
        Duration span = Duration.between(from, to).abs();
        if (span.toDays() > 0) {
            return span.toDays() + " d";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h";
        }
        return span.toMinutes() > 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
