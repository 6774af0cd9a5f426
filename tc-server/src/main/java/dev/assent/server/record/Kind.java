package dev.assent.server.record;

/**
 * The first byte of a record: its form and its meaning. Never reused; a new field or a new meaning needs a new kind. 2, 4, 6,
 * 7, 9 to 13, 24 and 25 are gone.
 */
final class Kind {
    static final int IDS_RESERVED = 1;
    static final int BRANCH_REGISTERED = 3;
    static final int BRANCH_REPORTED = 5;
    static final int BRANCH_FINISHED = 8;
    static final int DELIVERY_RECORDED = 14;
    static final int RETRY_ASKED = 15;
    static final int DELIVERY_PAUSED = 16;
    static final int DELIVERY_RESUMED = 17;
    static final int ABANDONED = 18;
    static final int SAGA_ENDED = 19;
    static final int SAGA_TURNED = 20;
    static final int BEGAN = 21;
    static final int FIRST_BRANCH_REGISTERED = 22;
    static final int BRANCH_PARKED = 23;
    static final int REMEMBERED = 26;
    static final int REASON_REMEMBERED = 27;
    static final int COMMIT_DECIDED = 28;
    static final int ROLLBACK_DECIDED = 29;
    static final int TERM_BEGAN = 30;
    static final int RESTORED_ACTIVE = 31;
    static final int RESTORED_FINISHING = 32;
    static final int BRANCH_RESTORED = 33;
    static final int DATABASE_NAMED = 34;
    /** 35 to 37: as 3, 22 and 33, with the mark of the branch's database at the end of the branch. */
    static final int MARKED_BRANCH_REGISTERED = 35;

    static final int FIRST_MARKED_BRANCH_REGISTERED = 36;
    static final int MARKED_BRANCH_RESTORED = 37;
    static final int MARK_ORDERED = 38;

    private Kind() {}
}
