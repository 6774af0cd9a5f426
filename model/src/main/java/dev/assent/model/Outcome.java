package dev.assent.model;

/** The two ways a global transaction can end. */
public enum Outcome {
    COMMIT,
    ROLLBACK
}
