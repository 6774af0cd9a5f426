package dev.assent.journal;

import java.util.List;

/** The state that a {@link DurableLog} is kept for, as the log sees it. The log calls one method at a time. */
public interface StateMachine extends SnapshotBuilder {
    /**
     * This member may lead: all that is committed has been replayed. From here on the state is changed by the owner of this log, ahead
     * of the log, and nothing is replayed.
     *
     * @param epoch of the term, higher than any that was replayed
     * @return the records that the term begins with; when they are durable, this member leads
     */
    List<byte[]> beginTerm(long epoch);

    /** Another member leads. What was appended and has no outcome will not be committed, unless it is replayed. */
    void deposed(Throwable why);

    /** Makes fewer records of old ones, on a thread on which that may take long. What it throws is tried again later. */
    void compact(OldRecords old);

    /** Something went wrong that the log will try again. */
    void warn(String sentence);

    /** The log takes nothing more. Called once, unless the outcome of a batch says so. */
    void failed(Throwable why);
}
