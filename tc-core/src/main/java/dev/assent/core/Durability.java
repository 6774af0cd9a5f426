package dev.assent.core;

/** What a record owes the disk before anything decided after it may leave the process. */
public enum Durability {
    /** Never written: it dies with the process, and nobody was promised more. */
    NONE,
    /** Written with the next batch: if it is lost, asking again is harmless. */
    LAZY,
    /** On disk before the reply. */
    FORCED
}
