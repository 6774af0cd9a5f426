package dev.assent.core;

import dev.assent.core.Answer.StatusOf;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something asked of the coordinator. Deciding looks at the state and changes nothing. */
public sealed interface Command {

    Decision decide(View view, Instant now);

    /**
     * @param timeout from now; zero or less is over at once
     */
    record Begin(Duration timeout, String name, Origin by, String group) implements Command {
        @Override
        public Decision decide(View view, Instant now) {
            return new BranchRegistration(view).begin(this, now);
        }
    }

    /**
     * @param mark of the database; null if the resource is known by its name alone
     * @param lockKey as {@link dev.assent.model.LockKey#parse} reads it
     * @param holdsLocalTransaction the asker's own local transaction stays open while it waits, and holds database rows
     * @param request null if the client does not number its requests
     * @param noRoom the disk is nearly full: what is not registered yet is refused
     * @param lockWait how it takes its turn in the queue for its rows; null if its client does not know the queue: it neither waits nor lets
     *     others go first
     */
    record Register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable String applicationData,
            boolean holdsLocalTransaction,
            Origin origin,
            @Nullable RequestId request,
            boolean noRoom,
            @Nullable LockWait lockWait)
            implements Command {
        /** For a client that does not know the queue. */
        public Register(
                Xid xid,
                BranchType type,
                String resourceId,
                @Nullable DatabaseMark mark,
                @Nullable String lockKey,
                @Nullable String applicationData,
                boolean holdsLocalTransaction,
                Origin origin,
                @Nullable RequestId request,
                boolean noRoom) {
            this(
                    xid,
                    type,
                    resourceId,
                    mark,
                    lockKey,
                    applicationData,
                    holdsLocalTransaction,
                    origin,
                    request,
                    noRoom,
                    null);
        }

        /** For a resource that is known by its name alone. */
        public Register(
                Xid xid,
                BranchType type,
                String resourceId,
                @Nullable String lockKey,
                @Nullable String applicationData,
                boolean holdsLocalTransaction,
                Origin origin,
                @Nullable RequestId request,
                boolean noRoom) {
            this(xid, type, resourceId, null, lockKey, applicationData, holdsLocalTransaction, origin, request, noRoom);
        }

        @Override
        public Decision decide(View view, Instant now) {
            return view.find(xid).register(this, view, now);
        }

        /** The same when it is tried again after a wait. */
        public Register withNoRoom(boolean now) {
            return now == noRoom
                    ? this
                    : new Register(
                            xid,
                            type,
                            resourceId,
                            mark,
                            lockKey,
                            applicationData,
                            holdsLocalTransaction,
                            origin,
                            request,
                            now,
                            lockWait);
        }
    }

    record Report(
            Xid xid,
            BranchId branch,
            BranchStatus status,
            @Nullable String applicationData) implements Command {
        @Override
        public Decision decide(View view, Instant now) {
            return view.find(xid).report(this, view);
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
        public Decision decide(View view, Instant now) {
            return view.find(xid).commit(now);
        }
    }

    /** @param cause the user, or a branch: a participant in which something has failed */
    record Rollback(Xid xid, Cause cause) implements Command {
        public Rollback(Xid xid) {
            this(xid, Cause.USER);
        }

        @Override
        public Decision decide(View view, Instant now) {
            return view.find(xid).rollback(cause);
        }
    }

    record Status(Xid xid) implements Command {
        @Override
        public Decision decide(View view, Instant now) {
            return Decision.answer(new StatusOf(xid));
        }
    }

    /**
     * Are the rows free? With a turn in the queue the asker waits until they are, and they are kept for it for a while.
     *
     * @param xid whose own locks do not count; null counts every lock
     * @param lockWait null to be answered at once, without a look at the queue
     */
    record QueryLocks(
            @Nullable Xid xid,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable LockWait lockWait)
            implements Command {
        public QueryLocks(@Nullable Xid xid, String resourceId, @Nullable String lockKey) {
            this(xid, resourceId, null, lockKey, null);
        }

        @Override
        public Decision decide(View view, Instant now) {
            return lockWait == null || xid == null
                    ? new BranchRegistration(view).lockable(this)
                    : view.find(xid).lockable(this, view);
        }
    }

    /** The transaction waits for rows in a circle with others, and has to give way. */
    record BreakDeadlock(Xid xid) implements Command {
        @Override
        public Decision decide(View view, Instant now) {
            return view.find(xid).breakDeadlock();
        }
    }

    /** About the name of a database, and no transaction. */
    sealed interface OfDatabase extends Command {}

    /**
     * A resource manager says which database a name stands for. Answered by {@link Reply.DatabaseAccepted},
     * {@link Reply.Refused}, {@link Reply.ProofNeeded} or, if it is to take another mark, {@link Reply.MarkGiven}.
     *
     * @param before the mark that the name stood for when the resource manager showed that its database has this one; null
     *     if it has not shown that
     * @param servedByNameAlone a client that knows no marks serves that name now
     */
    record NameDatabase(
            String name, DatabaseMark mark, @Nullable DatabaseMark before, boolean servedByNameAlone)
            implements OfDatabase {
        @Override
        public Decision decide(View view, Instant now) {
            return new DatabaseNaming(view).name(this);
        }
    }

    /** An operator orders that the next database of a name takes a mark. Answered by {@link Reply.MarkGiven}. */
    record OrderMark(String name, DatabaseMark mark) implements OfDatabase {
        @Override
        public Decision decide(View view, Instant now) {
            return new DatabaseNaming(view).order(this);
        }
    }

    /**
     * An operator orders that the next database of a name gets the mark again that it has lost. Answered by
     * {@link Reply.MarkGiven}, without a mark if none is known, or {@link Reply.Refused}.
     */
    record AdoptMark(String name) implements OfDatabase {
        @Override
        public Decision decide(View view, Instant now) {
            return new DatabaseNaming(view).adopt(this);
        }
    }

    /** A database was refused as a copy: is there an order for it? Answered by {@link Reply.MarkGiven}. */
    record TakeMark(String name) implements OfDatabase {
        @Override
        public Decision decide(View view, Instant now) {
            return new DatabaseNaming(view).take(this);
        }
    }

    /**
     * A resource manager found no mark and asks whether its database may have a new one. Answered by
     * {@link Reply.DatabaseAccepted} if it may choose one, {@link Reply.MarkGiven} or {@link Reply.Refused}.
     *
     * @param servedByNameAlone the names that clients which know no marks serve now
     * @param fresh a mark that no database has
     */
    record AskForMark(String name, Set<String> servedByNameAlone, DatabaseMark fresh) implements OfDatabase {
        @Override
        public Decision decide(View view, Instant now) {
            return new DatabaseNaming(view).mark(this);
        }
    }

    /** A saga's engine says what has become of the saga. */
    record ReportSaga(Xid xid, SagaReport report) implements Command {
        @Override
        public Decision decide(View view, Instant now) {
            return view.find(xid).sagaReport(report);
        }
    }

    /** An outcome is about to be delivered to a branch for the first time. Call it when the answer to this has come. */
    record RecordDelivery(Xid xid, BranchId branch) implements Command {
        @Override
        public Decision decide(View view, Instant now) {
            return view.find(xid).recordDelivery(branch);
        }
    }

    /**
     * A branch has answered for good to the outcome that was delivered to it, or keeps failing.
     *
     * @param turn of the {@link PendingDelivery} that it answers
     */
    record Answered(Xid xid, BranchId branch, Outcome outcome, int turn, BranchAnswer answer) implements Command {
        @Override
        public Decision decide(View view, Instant now) {
            return view.find(xid).answered(this);
        }
    }

    /** Its deadline may have passed. */
    record Expire(Xid xid) implements Command {
        @Override
        public Decision decide(View view, Instant now) {
            return view.find(xid).expire(now);
        }
    }

    /**
     * What an operator wants of a decided transaction. Answered by {@link Reply.Explained} or {@link Reply.Refused}.
     *
     * @param reason for people who read its history; of a forced end not blank, and at most
     *     {@link Operation#LONGEST_REASON} characters
     */
    record Operate(Xid xid, Operation operation, String reason) implements Command {
        @Override
        public Decision decide(View view, Instant now) {
            return view.find(xid).operate(this);
        }
    }
}
