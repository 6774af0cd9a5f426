package org.apache.seata.tm.api;

/** Whether an object ends its global transaction. */
public enum GlobalTransactionRole {
    /** This object began it, or it was reloaded, and ends it. */
    Launcher,
    /** Others have begun it. */
    Participant
}
