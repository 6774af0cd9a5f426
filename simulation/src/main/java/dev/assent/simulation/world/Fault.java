package dev.assent.simulation.world;

import java.util.Locale;

/** What may go wrong, and how often at the usual rate: once in so many occasions. */
public enum Fault {
    /** Each time something is sent. */
    CUT_CONNECTION(500),
    /** Each time something is sent. */
    SLOW_NETWORK(150),
    /** Each step of a client. */
    CLIENT_CRASH(1500),
    /** Each task of the coordinator. */
    COORDINATOR_CRASH(4000),
    /** Each task of the coordinator's loop. */
    LONG_PAUSE(10000),
    /** Each task on the coordinator's disk. */
    SLOW_DISK(150),
    /** Each start of the coordinator. */
    CRASH_WHILE_STARTING(4),

    // each second
    DISK_GOES_OFF(25),
    FORCE_FAILS(40),
    DISK_FULL(35),
    GRACEFUL_STOP(60),
    CUT_ALL(40),
    WALL_CLOCK_JUMPS(30),

    /** Each thing a participant does. */
    SLOW_PARTICIPANT(60),
    /** Each branch. */
    LOCAL_COMMIT_FAILS(40),
    /** Each branch: a stranger writes its row. */
    FOREIGN_WRITE(60),
    /** Each branch that is prepared: a person ends it in the database. */
    DECIDED_BY_HAND(30),
    /** Each order of phase two. */
    PHASE_TWO_FAILS(12),
    /** Each transaction. */
    CALLER_WALKS_AWAY(40);

    private final int oneIn;

    Fault(int oneIn) {
        this.oneIn = oneIn;
    }

    /** For a story. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    int oneIn() {
        return oneIn;
    }
}
