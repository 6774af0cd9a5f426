package dev.assent.core;

/** How durable a record must be before anything decided after it may leave the process. */
public enum Durability {
    /** Never written: it ends with the process, and no client was promised more. */
    NONE,
    /** Written with the next batch: if it is lost, asking again is harmless. */
    LAZY,
    /** On disk before the reply. */
    FORCED
}
