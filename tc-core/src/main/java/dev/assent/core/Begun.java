package dev.assent.core;

import dev.assent.model.Xid;
import java.time.Instant;

/**
 * What was said when a transaction began.
 *
 * @param deadline from this moment on it can only be rolled back
 * @param name for people, except that {@code $Saga_} in front marks a saga
 * @param by the client that began it
 */
public record Begun(Xid xid, Instant at, Instant deadline, String name, Origin by, String group) {
    private static final String SAGA = "$Saga_";

    /** A saga may run for long without a branch, and needs its time-out all the same. */
    boolean isSaga() {
        return name.startsWith(SAGA);
    }

    Begun withDeadline(Instant later) {
        return new Begun(xid, at, later, name, by, group);
    }
}
