package dev.assent.journal;

/** What a member of a log may do. */
public enum LogRole {
    /** It reads what the log holds. */
    OPENING,
    /** Another member leads, or none does; what is committed is replayed here. */
    FOLLOWING,
    /** It appends. */
    LEADING,
    /** It was closed, or has failed, and takes nothing more. */
    ENDED
}
