package dev.assent.journal;

/** What has become of a batch. */
public sealed interface LogOutcome {
    /**
     * All of the batch is in the log, in its place, and durable if that was asked for.
     *
     * @param durable the position up to which the log is durable
     */
    record Committed(long durable) implements LogOutcome {}

    /** Answer nothing that rests on the batch. The log takes no more from this member. */
    sealed interface NotCommitted extends LogOutcome {
        Throwable why();
    }

    /** Another member leads. The batch is not in the log and never will be. */
    record Deposed(Throwable why) implements NotCommitted {}

    /** The batch may be in the log or not: the next leader will know. */
    record Unknown(Throwable why) implements NotCommitted {}

    /** The batch was refused before it was appended. It is not in the log and never will be. */
    record Failed(Throwable why) implements NotCommitted {}
}
