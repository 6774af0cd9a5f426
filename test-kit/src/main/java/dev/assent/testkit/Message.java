package dev.assent.testkit;

import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalStatusRequest;

/** What a service and the coordinator ask of each other; each has an answer. */
public enum Message {
    /** A service begins a transaction. */
    BEGIN(GlobalBeginRequest.class),
    /** A service registers a branch, before its local commit. */
    BRANCH_REGISTER(BranchRegisterRequest.class),
    /** A service reports how the first phase of a branch went. */
    BRANCH_REPORT(BranchReportRequest.class),
    /** A service asks whether rows are free, or waits for them. */
    LOCK_QUERY(GlobalLockQueryRequest.class),
    /** The service that began a transaction commits it. */
    COMMIT(GlobalCommitRequest.class),
    /** The service that began a transaction rolls it back, or another marks it rollback-only. */
    ROLLBACK(GlobalRollbackRequest.class),
    /** A service asks how a transaction stands. */
    STATUS(GlobalStatusRequest.class),
    /** The coordinator delivers a commit to a branch. */
    BRANCH_COMMIT(BranchCommitRequest.class),
    /** The coordinator delivers a rollback to a branch. */
    BRANCH_ROLLBACK(BranchRollbackRequest.class);

    private final Class<? extends dev.assent.protocol.Message> type;

    Message(Class<? extends dev.assent.protocol.Message> type) {
        this.type = type;
    }

    boolean is(dev.assent.protocol.@org.jspecify.annotations.Nullable Message message) {
        return type.isInstance(message);
    }
}
