package dev.assent.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Another global transaction holds one of the rows. Checked, because every caller must decide: wait and try again, or
 * give up.
 */
public final class LockConflict extends Exception {
    private final boolean failFast;
    private final transient @Nullable String rows;
    private final transient Duration waited;

    /**
     * @param detail the coordinator's own sentence, naming row and holder where it knows them
     * @param failFast see {@link #failFast()}
     */
    public LockConflict(String detail, boolean failFast) {
        this(detail, failFast, null, Duration.ZERO);
    }

    /**
     * @param rows see {@link #rows()}
     * @param waited see {@link #waited()}
     */
    public LockConflict(String detail, boolean failFast, @Nullable String rows, Duration waited) {
        super(detail);
        this.failFast = failFast;
        this.rows = rows;
        this.waited = waited;
    }

    /** The lock key of what was asked for; null if it is not known. */
    public @Nullable String rows() {
        return rows;
    }

    /** How long the coordinator let the request wait for the rows. */
    public Duration waited() {
        return waited;
    }

    /**
     * The holder is being rolled back and may need a database row that the caller's local transaction holds: waiting
     * would be a deadlock, so roll the local transaction back before trying again, or give up.
     */
    public boolean failFast() {
        return failFast;
    }
}
