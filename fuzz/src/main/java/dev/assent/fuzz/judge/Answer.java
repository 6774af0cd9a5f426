package dev.assent.fuzz.judge;

import dev.assent.model.AssentException;
import java.sql.SQLException;
import java.util.Locale;

/**
 * How a step ended.
 *
 * @param text counts and rows, the code of a refusal, or the class of an SQLState
 * @param message of the error; empty if there is none
 */
record Answer(Kind kind, String text, String message) {
    enum Kind {
        RAN,
        /** The data source would not run it. */
        REFUSED,
        /** The database has reported an error. */
        FAILED,
        /** The data source has thrown what no caller expects. */
        BROKE
    }

    static Answer ran(String text) {
        return new Answer(Kind.RAN, text, "");
    }

    static Answer of(Exception error) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof AssentException refusal) {
            return new Answer(Kind.BROKE, refusal.code(), message);
        }
        if (!(error instanceof SQLException sql)) {
            return new Answer(Kind.BROKE, error.getClass().getSimpleName(), String.valueOf(error));
        }
        for (Throwable cause = sql.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof AssentException refusal) {
                return new Answer(Kind.REFUSED, refusal.code(), message);
            }
        }
        String state = sql.getSQLState();
        return new Answer(
                Kind.FAILED, state == null ? "none" : state.substring(0, Math.min(2, state.length())), message);
    }

    boolean isSame(Answer other) {
        return kind == other.kind && text.equals(other.text);
    }

    /** The database has found a value twice that is to be unique. */
    boolean isDuplicate() {
        return kind == Kind.FAILED && message.toLowerCase(Locale.ROOT).contains("duplicate");
    }

    @Override
    public String toString() {
        return kind + " " + text
                + (message.isEmpty() ? "" : " (" + message.lines().findFirst().orElse("") + ")");
    }
}
