package dev.assent.server.loop;

import dev.assent.core.Coordinator;
import dev.assent.core.Obligations;
import dev.assent.core.Touched;
import dev.assent.core.Touches;
import dev.assent.core.TransactionStatus;
import dev.assent.model.Xid;
import dev.assent.server.delivery.PhaseTwoDelivery;
import dev.assent.server.request.SettlementWaiters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings what is done in the world in line with the state, one transaction at a time, and never before the disk has the
 * facts that the state of that transaction rests on: the core is ahead of the disk, and what it knows a crash may take back.
 */
final class Reconciler {
    private final Coordinator coordinator;
    private final GroupCommit journal;
    private final Deadlines deadlines;
    private final PhaseTwoDelivery deliveries;
    private final SettlementWaiters waiters;
    private final Map<Xid, Unseen> unseen = new LinkedHashMap<>();

    Reconciler(
            Coordinator coordinator,
            GroupCommit journal,
            Deadlines deadlines,
            PhaseTwoDelivery deliveries,
            SettlementWaiters waiters) {
        this.coordinator = coordinator;
        this.journal = journal;
        this.deadlines = deadlines;
        this.deliveries = deliveries;
        this.waiters = waiters;
    }

    /** @param forcedAt the fact's position in the journal; 0 if it need not be durable */
    void touched(Xid xid, Touched touched, long forcedAt) {
        Unseen changes = unseen.computeIfAbsent(xid, first -> new Unseen());
        changes.touches.add(touched);
        changes.lastForced = Math.max(changes.lastForced, forcedAt);
    }

    /**
     * Looks at what was touched, if the last fact of the transaction that must be durable is; otherwise that fact's own
     * turn will come.
     */
    void reconcile(Xid xid) {
        Unseen changes = unseen.get(xid);
        if (changes == null || !journal.isDurable(changes.lastForced)) {
            return;
        }
        unseen.remove(xid);
        take(coordinator.obligations(xid, changes.touches));
        changes.actions.forEach(Runnable::run);
    }

    /**
     * Runs the action once what is done in the world follows from all that has been decided of the transaction. That a fact is
     * durable is not enough: while a later one of its transaction is not, calls for branches go on as before.
     */
    void whenReconciled(Xid xid, Runnable action) {
        Unseen changes = unseen.get(xid);
        if (changes == null) {
            action.run();
        } else {
            changes.actions.add(action);
        }
    }

    /** Looks at all of the transaction, now or as soon as it may. */
    void look(Xid xid) {
        Unseen changes = unseen.computeIfAbsent(xid, first -> new Unseen());
        changes.touches = Touches.whole();
        reconcile(xid);
    }

    private void take(Obligations wanted) {
        deadlines.set(wanted.xid(), wanted.deadline());
        deliveries.reconcile(wanted);
        if (wanted.status().settled()) {
            waiters.settled(wanted.xid(), wanted.status());
        }
    }

    /** The status of a transaction that is settled, as far as the disk knows; empty of any other. */
    Optional<TransactionStatus> settled(Xid xid) {
        Unseen changes = unseen.get(xid);
        if (changes != null && !journal.isDurable(changes.lastForced)) {
            return Optional.empty();
        }
        TransactionStatus status = coordinator.status(xid);
        return status.settled() ? Optional.of(status) : Optional.empty();
    }

    /** What has been touched since the last look, and where the last fact stands that has to be durable before the next. */
    private static final class Unseen {
        private Touches touches = new Touches();
        private long lastForced;
        private final List<Runnable> actions = new ArrayList<>(0);
    }
}
