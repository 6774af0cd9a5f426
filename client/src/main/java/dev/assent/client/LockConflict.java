package dev.assent.client;

/**
 * Another global transaction holds one of the rows. Checked, because every caller must decide: wait and try again, or
 * give up.
 */
public final class LockConflict extends Exception {
    private final boolean failFast;

    /**
     * @param detail the coordinator's own sentence, naming row and holder where it knows them
     * @param failFast see {@link #failFast()}
     */
    public LockConflict(String detail, boolean failFast) {
        super(detail);
        this.failFast = failFast;
    }

    /**
     * The holder is being rolled back and may need a database row that the caller's local transaction holds: waiting
     * would be a deadlock, so roll the local transaction back before trying again, or give up.
     */
    public boolean failFast() {
        return failFast;
    }
}
