package dev.assent.fuzz.history;

/** Whether the local transaction of a change was committed. */
public enum Kept {
    YES,
    NO,
    /** Its connection was cut while it committed. */
    UNKNOWN
}
