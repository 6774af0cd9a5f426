package dev.assent.core;

import dev.assent.core.Event.Began;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.LockTable.Held;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.Lockable;
import dev.assent.core.Reply.TransactionBegun;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides about what is new: transactions, branches and their locks, and whether there is room for them. */
final class BranchRegistration {
    private final View view;
    private final LockSpaces spaces;

    BranchRegistration(View view) {
        this.view = view;
        this.spaces = new LockSpaces(view);
    }

    Decision begin(Command.Begin request, Instant now) {
        Limits limits = view.policy().limits();
        if (request.timeout().compareTo(limits.longestTimeout()) > 0) {
            return Decision.reply(CoreErrors.longTimeout(request.timeout(), limits.longestTimeout()));
        }
        Xid xid = Xid.of(view.policy().address(), view.nextId());
        Begun begun = new Begun(xid, now, now.plus(request.timeout()), request.name(), request.by(), request.group());
        if (isFull(Sizes.of(begun))) {
            return Decision.reply(CoreErrors.memoryIsFull(view.memory(), limits.memory()));
        }
        List<Event> events = withId();
        events.add(new Began(begun));
        return new Decision(events, new Answer.Known(new TransactionBegun(xid)));
    }

    Decision admit(Command.Register request, TransactionView tx) {
        BranchMode mode = BranchMode.of(request.type());
        Xid xid = tx.xid(); // each request brings a copy, which should not be kept
        List<LockKey> rows;
        try {
            rows = mode.locksRows() ? rows(request) : List.of();
        } catch (IllegalArgumentException e) {
            return Decision.reply(CoreErrors.badLockKey(String.valueOf(e.getMessage())));
        }
        Optional<Decision> conflict = conflict(request, xid, rows);
        if (conflict.isPresent()) {
            return conflict.get();
        }
        BranchId id = new BranchId(view.nextId());
        Branch branch = new Branch(
                id,
                request.type(),
                request.resourceId(),
                request.mark(),
                rows,
                request.origin(),
                BranchStatus.REGISTERED,
                request.applicationData(),
                request.request());
        Limits limits = view.policy().limits();
        if (tx.branches().size() >= limits.branches()) {
            return Decision.reply(CoreErrors.manyBranches(xid, limits.branches()));
        }
        if (isFull(Sizes.of(branch))) {
            return Decision.reply(CoreErrors.memoryIsFull(view.memory(), limits.memory()));
        }
        List<Event> events = withId();
        events.add(new BranchRegistered(xid, tx.isJournaled() ? null : tx.begun(), branch));
        return new Decision(events, new Answer.Known(new BranchAccepted(id)));
    }

    /** The refusal of a report that needs more than its branch has reserved, if that is too much. */
    Optional<Reply> roomFor(Branch branch, Command.Report report) {
        long more = Sizes.beyondReserve(report.applicationData()) - Sizes.beyondReserve(branch.applicationData());
        return more > 0 && isFull(more)
                ? Optional.of(CoreErrors.memoryIsFull(
                        view.memory(), view.policy().limits().memory()))
                : Optional.empty();
    }

    private boolean isFull(long more) {
        return view.memory() > view.policy().limits().memory() - more;
    }

    private Optional<Decision> conflict(Command.Register request, Xid xid, List<LockKey> rows) {
        Optional<Held> held = BranchMode.of(request.type()).hasUndoRows()
                ? spaces.heldByOther(xid, request.resourceId(), request.mark(), rows)
                : view.heldByOther(xid, rows);
        LockWait lockWait = request.lockWait();
        if (lockWait == null) {
            return held.map(by -> Decision.reply(conflict(request, by)));
        }
        boolean holding = request.holdsLocalTransaction();
        long weight = Sizes.ofWaiting(rows, request.lockKey(), request.applicationData());
        LockQueue.Ask ask = new LockQueue.Ask(lockWait, xid, rows, holding, weight, null);
        if (held.isPresent()) {
            Decision refused = Decision.reply(conflict(request, held.get()));
            return Optional.of(
                    holding && rollsBack(held.get())
                            ? refused
                            : refused.orWaits(ask.heldAt(held.get().row())));
        }
        return view.waitsBefore(ask)
                .map(first -> Decision.reply(CoreErrors.rowAwaited(xid, request.resourceId(), first))
                        .orWaits(ask));
    }

    /** The holder's undo may need the very database row that the sender's open local transaction holds. */
    private Reply conflict(Command.Register request, Held held) {
        LockKey row = held.row().in(request.resourceId());
        return request.holdsLocalTransaction() && rollsBack(held)
                ? CoreErrors.rowLockedByRollback(request.xid(), row, held.owner())
                : CoreErrors.rowLocked(request.xid(), row, held.owner());
    }

    private boolean rollsBack(Held held) {
        return view.find(held.owner()) instanceof Finishing holder && holder.outcome() == Outcome.ROLLBACK;
    }

    private List<LockKey> rows(Command.Register request) {
        return BranchMode.of(request.type()).hasUndoRows()
                ? spaces.rows(request.resourceId(), request.mark(), request.lockKey())
                : LockKey.parse(request.resourceId(), request.lockKey());
    }

    Decision lockable(Command.QueryLocks query) {
        try {
            List<LockKey> rows = spaces.rows(query.resourceId(), query.mark(), query.lockKey());
            Optional<Held> held = spaces.heldByOther(query.xid(), query.resourceId(), query.mark(), rows);
            return query.xid() == null || query.lockWait() == null
                    ? Decision.reply(new Lockable(held.isEmpty()))
                    : lockable(
                            held,
                            new LockQueue.Ask(
                                    query.lockWait(),
                                    query.xid(),
                                    rows,
                                    false,
                                    Sizes.ofWaiting(rows, query.lockKey(), null),
                                    null));
        } catch (IllegalArgumentException e) {
            return Decision.reply(CoreErrors.badLockKey(String.valueOf(e.getMessage())));
        }
    }

    private Decision lockable(Optional<Held> held, LockQueue.Ask ask) {
        Decision conflict = Decision.reply(new Lockable(false));
        if (held.isPresent()) {
            return conflict.orWaits(ask.heldAt(held.get().row()));
        }
        return view.waitsBefore(ask).isPresent()
                ? conflict.orWaits(ask)
                : Decision.reply(new Lockable(true)).keeping(ask);
    }

    private List<Event> withId() {
        List<Event> events = new ArrayList<>(2);
        if (view.needsIds()) {
            events.add(
                    new IdsReserved(view.nextId(), view.nextId() + view.policy().idBlock()));
        }
        return events;
    }
}
