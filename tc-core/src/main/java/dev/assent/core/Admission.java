package dev.assent.core;

import dev.assent.core.Effect.WakeAt;
import dev.assent.core.Event.Began;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.LockTable.Held;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.Lockable;
import dev.assent.core.Reply.TransactionBegun;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is new: transactions, branches and their locks. Only looks. */
final class Admission {
    private final Policy policy;
    private final Ids ids;
    private final LockTable locks;
    private final Function<Xid, GlobalTx> find;

    Admission(Policy policy, Ids ids, LockTable locks, Function<Xid, GlobalTx> find) {
        this.policy = policy;
        this.ids = ids;
        this.locks = locks;
        this.find = find;
    }

    Decision begin(Command.Begin request, Instant now) {
        List<Event> events = withId();
        Xid xid = Xid.of(policy.address(), ids.next());
        Begun begun = new Begun(xid, now, now.plus(request.timeout()), request.name(), request.by(), request.group());
        events.add(new Began(begun));
        return new Decision(events, new TransactionBegun(xid), List.of(new WakeAt(xid, begun.deadline())));
    }

    /**
     * @param xid the transaction's own; each request brings a copy, which nobody should keep
     * @param begun of a transaction that is in no record yet, else null
     */
    Decision admit(Command.Register request, Xid xid, @Nullable Begun begun) {
        List<LockKey> rows;
        try {
            // a saga's step has no rows: nobody may wait for it
            rows = request.type() == BranchType.SAGA
                    ? List.of()
                    : LockKey.parse(request.resourceId(), request.lockKey());
        } catch (IllegalArgumentException e) {
            return Decision.answer(CoreErrors.badLockKey(String.valueOf(e.getMessage())));
        }
        Optional<Held> held = locks.heldByOther(request.xid(), rows);
        if (held.isPresent()) {
            return Decision.answer(conflict(request, held.get()));
        }
        List<Event> events = withId();
        BranchId id = new BranchId(ids.next());
        events.add(new BranchRegistered(
                xid,
                begun,
                new Branch(
                        id,
                        request.type(),
                        request.resourceId(),
                        rows,
                        request.origin(),
                        BranchStatus.REGISTERED,
                        request.applicationData(),
                        request.request())));
        return new Decision(events, new BranchAccepted(id), List.of());
    }

    /** The holder's undo may need the very database row that the asker's open local transaction holds. */
    private Reply conflict(Command.Register request, Held held) {
        boolean rollsBack =
                find.apply(held.owner()) instanceof Finishing holder && holder.outcome() == Outcome.ROLLBACK;
        return request.holdsLocalTransaction() && rollsBack
                ? CoreErrors.rowLockedByRollback(request.xid(), held.row(), held.owner())
                : CoreErrors.rowLocked(request.xid(), held.row(), held.owner());
    }

    Decision lockable(Command.QueryLocks query) {
        try {
            List<LockKey> rows = LockKey.parse(query.resourceId(), query.lockKey());
            return Decision.answer(
                    new Lockable(locks.heldByOther(query.xid(), rows).isEmpty()));
        } catch (IllegalArgumentException e) {
            return Decision.answer(CoreErrors.badLockKey(String.valueOf(e.getMessage())));
        }
    }

    private List<Event> withId() {
        List<Event> events = new ArrayList<>(2);
        if (ids.isExhausted()) {
            events.add(new IdsReserved(ids.next(), ids.next() + policy.idBlock()));
        }
        return events;
    }
}
