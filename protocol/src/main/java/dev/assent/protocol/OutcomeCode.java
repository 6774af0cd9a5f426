package dev.assent.protocol;

import java.util.Arrays;

/**
 * What became of a transaction, as a coordinator of ours says it to our clients. The name is the code on the wire and
 * never changes; the words for people are made by the reader.
 */
public enum OutcomeCode {
    /** The coordinator does not know the transaction: it never began, or it ended and was forgotten. */
    UNKNOWN,
    /** Nothing is decided. */
    OPEN,
    /** The commit is decided, and is still delivered to branches. */
    COMMITTING,
    COMMITTED,
    /** The commit is decided, and at least one branch waits for a person. */
    COMMIT_FAILED,
    /** The commit was decided, and an operator ended the transaction before every branch had committed. */
    COMMIT_ABANDONED,
    /** The rollback is decided; the branches may all be undone or not. */
    ROLLING_BACK,
    ROLLED_BACK,
    /** The rollback is decided, and at least one branch cannot be undone without a person. */
    ROLLBACK_FAILED,
    /** The rollback was decided, and an operator ended the transaction before every branch was undone. */
    ROLLBACK_ABANDONED,
    /** A code of a later release. Never sent. */
    UNRECOGNISED;

    static OutcomeCode of(String code) {
        return Arrays.stream(values())
                .filter(known -> known.name().equals(code))
                .findFirst()
                .orElse(UNRECOGNISED);
    }

    public boolean isCommit() {
        return this == COMMITTING || this == COMMITTED || this == COMMIT_FAILED || this == COMMIT_ABANDONED;
    }

    public boolean isRollback() {
        return this == ROLLING_BACK || this == ROLLED_BACK || this == ROLLBACK_FAILED || this == ROLLBACK_ABANDONED;
    }

    /** Whether a branch was left without the outcome, so that a person has to look at its data. */
    public boolean needsPerson() {
        return this == COMMIT_FAILED
                || this == COMMIT_ABANDONED
                || this == ROLLBACK_FAILED
                || this == ROLLBACK_ABANDONED;
    }
}
