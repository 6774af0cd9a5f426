package dev.assent.core;

import dev.assent.core.Reply.Stands;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something asked of the coordinator. Deciding looks at the state and changes nothing. */
public sealed interface Command {

    Decision decide(Coordinator c, Instant now);

    /**
     * @param timeout from now; zero or less is over at once
     */
    record Begin(Duration timeout, String name, String applicationId, String group) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.begin(this, now);
        }
    }

    /**
     * @param lockKey as {@link dev.assent.model.LockKey#parse} reads it
     * @param holdsLocalTransaction the asker's own local transaction stays open while it waits, and holds database rows
     * @param request null if the client does not number its requests
     */
    record Register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable String lockKey,
            @Nullable String applicationData,
            boolean holdsLocalTransaction,
            Origin origin,
            @Nullable RequestId request)
            implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).register(this, c, now);
        }
    }

    record Report(
            Xid xid,
            BranchId branch,
            BranchStatus status,
            @Nullable String applicationData) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return status == BranchStatus.REGISTERED
                            || status == BranchStatus.PHASE_ONE_DONE
                            || status == BranchStatus.PHASE_ONE_FAILED
                            || status == BranchStatus.PHASE_ONE_TIMEOUT
                            || status == BranchStatus.PHASE_ONE_RDONLY
                    ? c.find(xid).report(this)
                    : Decision.answer(CoreErrors.badReport(xid, branch, status));
        }
    }

    record Commit(Xid xid) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).commit(now);
        }
    }

    record Rollback(Xid xid) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).rollback();
        }
    }

    record Status(Xid xid) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return Decision.answer(new Stands(xid, c.find(xid).standing()));
        }
    }

    /** @param xid whose own locks do not count; null counts every lock */
    record QueryLocks(
            @Nullable Xid xid, String resourceId, @Nullable String lockKey) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.lockable(this);
        }
    }

    /** A branch has been told the outcome and answered for good. */
    record Answered(Xid xid, BranchId branch, Outcome told, BranchAnswer answer) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).answered(branch, told, answer);
        }
    }

    /** Its deadline may have passed. */
    record Expire(Xid xid) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).expire(now);
        }
    }
}
