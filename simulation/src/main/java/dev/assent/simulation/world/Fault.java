package dev.assent.simulation.world;

/** What may go wrong. The number says among how many occasions it happens once, at the usual rate. */
public enum Fault {
    /** Each time something is sent. */
    CUT_CONNECTION(500, "the connection is cut"),
    /** Each time something is sent. */
    SLOW_NETWORK(150, "what is sent takes long"),
    /** Each step of a client. */
    CLIENT_CRASH(1500, "the service crashes"),
    /** Each task of the coordinator. */
    COORDINATOR_CRASH(4000, "the coordinator crashes between two tasks"),
    /** Each task of the coordinator's loop. */
    LONG_PAUSE(10000, "the coordinator's loop pauses"),
    /** Each task on the coordinator's disk. */
    SLOW_DISK(150, "the coordinator's disk is slow"),
    /** Each start of the coordinator. */
    CRASH_WHILE_STARTING(4, "the power is to fail while the coordinator starts"),

    // each second
    DISK_GOES_OFF(25, "the power is to fail in one of the next disk operations"),
    FORCE_FAILS(40, "one of the next fsyncs is to fail"),
    DISK_FULL(35, "the coordinator's disk fills up"),
    GRACEFUL_STOP(60, "the coordinator is stopped"),
    CUT_ALL(40, "the network is gone for a while"),
    WALL_CLOCK_JUMPS(30, "the time of day jumps"),

    /** Each second. */
    DATABASE_RESTARTS(50, "the database restarts"),
    /** Each second. */
    HOSTILE_PEER(20, "a hostile client sends what is no frame, or what only clients may send"),
    /** Each time something is sent. */
    SILENT_LINE(3000, "the connection is dead, but neither end notices"),
    /** Each step of a client. */
    CLIENT_PAUSE(4000, "the service's process stands still"),
    /** Each start of the coordinator. */
    CLOCK_DRIFTS(4, "the coordinator's clock runs too fast or too slow"),
    /** Each local commit. */
    LOCAL_COMMIT_UNKNOWN(60, "the database connection is lost in the local commit"),
    /** Each undo. */
    UNDO_REFUSED(150, "the database refuses the undo for good"),

    /** Each second. */
    OPERATOR_RETRIES(20, "an operator wants something retried"),
    /** Each second. */
    OPERATOR_PAUSES(25, "an operator wants a delivery paused"),
    /** Each second. */
    OPERATOR_FORCES(30, "an operator forces an end"),
    /** Each try that fails. */
    CARELESS_CALLER(6, "the caller goes on though a try has failed"),

    /** Each thing a participant does. */
    SLOW_PARTICIPANT(60, "the service takes long"),
    /** Each branch. */
    LOCAL_COMMIT_FAILS(40, "the local commit fails"),
    /** Each branch: a writer outside of the global transaction changes its row. */
    FOREIGN_WRITE(60, "another writer changes a row of the branch"),
    /** Each branch that is prepared: a person ends it in the database. */
    DECIDED_BY_HAND(30, "a person ends the prepared branch in the database"),
    /** Each order of phase two. */
    PHASE_TWO_FAILS(12, "phase two fails"),
    /** Each transaction. */
    CALLER_WALKS_AWAY(40, "the caller never ends its transaction"),

    /** Each start of a service. */
    FIRST_CALLS_SWALLOWED(8, "the service does nothing about the first call for each branch"),
    /** Each order of phase two. */
    ANSWERS_LATE(150, "the service answers after 40 s");

    private final int oneIn;
    private final String words;

    Fault(int oneIn, String words) {
        this.oneIn = oneIn;
        this.words = words;
    }

    /** For a story. */
    String words() {
        return words;
    }

    int oneIn() {
        return oneIn;
    }
}
