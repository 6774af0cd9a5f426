package dev.assent.model;

import java.util.Optional;

/** How a branch takes part in a global transaction. The order is the wire code of Seata's protocol: never reorder. */
public enum BranchType {
    /** Undo log: commits locally at once, restores the before image on rollback. */
    AT,
    /** Try, confirm, cancel: the application reserves, then confirms or cancels. */
    TCC,
    /** A step of a state machine, compensated by its engine. */
    SAGA,
    /** Prepared in the database by XA. */
    XA,
    /** A step compensated by an annotated method. */
    SAGA_ANNOTATION;

    /** The byte on the wire. */
    @SuppressWarnings("EnumOrdinal") // the order is the protocol
    public int code() {
        return ordinal();
    }

    public static Optional<BranchType> ofCode(int code) {
        return Coded.of(values(), code);
    }
}
