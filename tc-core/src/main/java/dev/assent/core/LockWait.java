package dev.assent.core;

import java.time.Duration;

/**
 * How a request takes its turn for rows that others hold or wait for: made by the server for each request of a client that
 * knows the queue. Each is itself and no other.
 */
public final class LockWait {
    /** How long a request may wait whose client keeps its database locks meanwhile (P14). */
    public static final Duration LONGEST_HOLDING = Duration.ofMillis(300);

    /** How long any request may wait. */
    public static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration PLACE = Duration.ofSeconds(1);
    private static final Duration TURN_OF_A_POLL = Duration.ofMillis(100);

    private final long connection;
    private final Duration time;
    private final boolean poll;

    /**
     * @param connection the wait ends with it
     * @param time zero to be answered at once; what is longer than allowed is cut
     */
    public LockWait(long connection, Duration time, boolean holdsLocalTransaction) {
        Duration longest = holdsLocalTransaction ? LONGEST_HOLDING : LONGEST;
        this.connection = connection;
        this.time = time.isNegative() ? Duration.ZERO : time.compareTo(longest) > 0 ? longest : time;
        this.poll = false;
    }

    private LockWait(long connection) {
        this.connection = connection;
        this.time = Duration.ZERO;
        this.poll = true;
    }

    /** For a client that is answered at once and asks again: its turn is kept for a while. */
    public static LockWait poll(long connection) {
        return new LockWait(connection);
    }

    boolean isPoll() {
        return poll;
    }

    /** How long rows are kept for a client that has to run its statement again first, or its turn until it asks again (P13). */
    public Duration kept() {
        return poll ? TURN_OF_A_POLL : PLACE;
    }

    long connection() {
        return connection;
    }

    public Duration time() {
        return time;
    }

    @Override
    public String toString() {
        return (poll ? "a poll" : "a wait of " + time.toMillis() + " ms") + " on connection " + connection;
    }
}
