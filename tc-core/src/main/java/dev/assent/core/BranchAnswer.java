package dev.assent.core;

/** What a resource manager made of the outcome it was told. That it should be told again is no answer. */
public enum BranchAnswer {
    DONE,
    /** It cannot do it, and never will without a person: a dirty write, an undo the database refuses. */
    NEVER
}
