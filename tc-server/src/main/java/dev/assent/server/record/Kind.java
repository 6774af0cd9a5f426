package dev.assent.server.record;

/** The first byte of a record. Never reused; a new field needs a new kind: 2, 4 and 9 to 12 are gone. */
final class Kind {
    static final int IDS_RESERVED = 1;
    static final int BEGAN = 21;
    static final int BRANCH_REGISTERED = 3;
    static final int FIRST_BRANCH_REGISTERED = 22;
    static final int BRANCH_REPORTED = 5;
    static final int COMMIT_DECIDED = 6;
    static final int ROLLBACK_DECIDED = 7;
    static final int BRANCH_FINISHED = 8;
    static final int BRANCH_PARKED = 23;
    static final int RESTORED_ACTIVE = 24;
    static final int RESTORED_FINISHING = 25;
    static final int REMEMBERED = 26;
    static final int REASON_REMEMBERED = 27;
    static final int BRANCH_RESTORED = 13;
    static final int BRANCH_TOLD = 14;
    static final int RETRY_ASKED = 15;
    static final int RETRIES_STOPPED = 16;
    static final int RETRIES_RESUMED = 17;
    static final int ABANDONED = 18;
    static final int SAGA_ENDED = 19;
    static final int SAGA_TURNED = 20;

    private Kind() {}
}
