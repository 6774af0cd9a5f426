package dev.assent.server.cli;

import dev.assent.server.view.BranchView;
import java.time.Duration;
import java.time.Instant;

/** How things are called. */
final class Labels {
    private Labels() {}

    /** What clients chose the text of cannot move the cursor or colour the screen. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    static String stage(String stage) {
        return switch (stage) {
            case "active" -> "is open: nothing is decided yet.";
            case "committing" -> "is committed; its branches are being told.";
            case "rolling-back" -> "is being rolled back.";
            case "commit-failed" -> "is committed, but a branch waits for a person.";
            case "rollback-failed" -> "is to be rolled back, but a branch waits for a person.";
            case "committed" -> "is committed, everywhere.";
            case "rolled-back" -> "is rolled back, everywhere.";
            case "commit-abandoned" -> "is committed, but not everywhere: a person gave up on the rest.";
            case "rollback-abandoned" -> "is rolled back, but not everywhere: a person gave up on the rest.";
            default -> "is " + printable(stage) + '.';
        };
    }

    static String cause(String cause) {
        return switch (cause) {
            case "user" -> "whoever began it asked for it";
            case "timeout" -> "its time was over";
            case "branch" -> "a branch said that its part had failed";
            case "operator" -> "a person decided so";
            default -> printable(cause);
        };
    }

    static String state(BranchView.State state) {
        return switch (state) {
            case OPEN -> "open";
            case WAITING -> "waits for its turn";
            case BEING_TOLD -> "is being told";
            case KEEPS_FAILING -> "in quarantine, and told on: it keeps failing";
            case PARKED -> "in quarantine: it waits for a person";
            case BEHIND -> "waits behind a branch in quarantine, since they share a row";
            case DONE -> "done";
            case ABANDONED -> "given up by a person";
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
