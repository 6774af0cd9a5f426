package dev.assent.model;

/** Who or what decided the outcome. */
public enum Cause {
    /** The transaction manager asked for it. */
    USER,
    /** The time given at begin was over. */
    TIMEOUT,
    /** A branch said that its part had failed, so a commit became a rollback. */
    BRANCH,
    /** A person at the console. */
    OPERATOR
}
