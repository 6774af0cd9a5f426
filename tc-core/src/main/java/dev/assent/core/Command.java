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
    record Begin(Duration timeout, String name, Origin by, String group) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.admission().begin(this, now);
        }
    }

    /**
     * @param lockKey as {@link dev.assent.model.LockKey#parse} reads it
     * @param holdsLocalTransaction the asker's own local transaction stays open while it waits, and holds database rows
     * @param request null if the client does not number its requests
     * @param noRoom the disk is nearly full: what is not registered yet is refused
     */
    record Register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable String lockKey,
            @Nullable String applicationData,
            boolean holdsLocalTransaction,
            Origin origin,
            @Nullable RequestId request,
            boolean noRoom)
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
            return c.find(xid).report(this);
        }

        boolean isOfPhaseOne() {
            return status == BranchStatus.REGISTERED
                    || status == BranchStatus.PHASE_ONE_DONE
                    || status == BranchStatus.PHASE_ONE_FAILED
                    || status == BranchStatus.PHASE_ONE_TIMEOUT
                    || status == BranchStatus.PHASE_ONE_RDONLY;
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
            return c.admission().lockable(this);
        }
    }

    /** A saga's engine says what has become of the saga. */
    record ReportSaga(Xid xid, SagaReport report) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).sagaReport(report);
        }
    }

    /** A branch is about to be told the outcome. Send the order when the answer to this has come. */
    record Tell(Xid xid, BranchId branch) implements Command {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).tell(branch);
        }
    }

    /** A branch has been told the outcome and answered for good, or keeps failing. */
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

    /** What a person wants of a decided transaction. Answered by {@link Reply.Explained} or {@link Reply.Refused}. */
    sealed interface OfOperator extends Command {
        Xid xid();
    }

    /** Tell its branches now: those in quarantine too, and no waiting between two attempts. */
    record Retry(Xid xid) implements OfOperator {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).operate(Intervention::retry);
        }
    }

    /** Tell its branches no more, in later lives of the coordinator neither. */
    record Stop(Xid xid) implements OfOperator {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).operate(Intervention::stop);
        }
    }

    /** Tell its branches again. */
    record Resume(Xid xid) implements OfOperator {
        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).operate(Intervention::resume);
        }
    }

    /**
     * End it now: what is left of the decided outcome is given up, its locks are free. Never changes the decision.
     *
     * @param reason for those who read its story; not blank, at most {@link #LONGEST_REASON} characters
     */
    record Force(Xid xid, String reason) implements OfOperator {
        /** It is kept in memory as long as the ending is. */
        public static final int LONGEST_REASON = 1000;

        @Override
        public Decision decide(Coordinator c, Instant now) {
            return c.find(xid).operate(intervention -> intervention.force(reason));
        }
    }
}
