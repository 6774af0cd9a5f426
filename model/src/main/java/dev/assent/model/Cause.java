package dev.assent.model;

/** What decided the outcome. */
public enum Cause {
    /** The transaction manager asked for it. */
    USER,
    /** The time-out that was given at begin has passed. */
    TIMEOUT,
    /** A branch reported that it had failed, so a commit became a rollback. */
    BRANCH,
    /** An operator decided it. */
    OPERATOR
}
