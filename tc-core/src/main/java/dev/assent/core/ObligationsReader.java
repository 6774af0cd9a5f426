package dev.assent.core;

import dev.assent.core.Obligations.Item;
import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads off the state what has to be done: for a whole transaction, or for some of its branches. */
final class ObligationsReader {
    private final State state;

    ObligationsReader(State state) {
        this.state = state;
    }

    Obligations whole(Xid xid) {
        GlobalTx tx = state.find(xid);
        return new Obligations(xid, deadline(tx), tx.status(), true, tx instanceof Finishing f ? all(f) : List.of());
    }

    Obligations of(Xid xid, List<BranchId> branches) {
        GlobalTx tx = state.find(xid);
        List<Item> items = new ArrayList<>(branches.size());
        for (BranchId branch : branches) {
            items.add(new Item(branch, tx instanceof Finishing f ? delivery(f, branch) : null));
        }
        return new Obligations(xid, deadline(tx), tx.status(), false, items);
    }

    private static @Nullable Instant deadline(GlobalTx tx) {
        return tx instanceof Active active ? active.tx().begun().deadline() : null;
    }

    private static List<Item> all(Finishing tx) {
        List<Item> items = new ArrayList<>();
        if (tx.tx().paused() != null) {
            return items;
        }
        if (tx.tx().isSaga()) {
            add(items, tx, tx.tx().engine());
        } else if (tx.outcome() == Outcome.ROLLBACK && tx.tx().branches().parked() == 0) {
            Optional.ofNullable(tx.tx().next())
                    .flatMap(tx.tx().branches()::find)
                    .ifPresent(next -> add(items, tx, next));
        } else {
            tx.tx().branches().all().forEach(each -> add(items, tx, each));
        }
        return items;
    }

    private static void add(List<Item> items, Finishing tx, BranchState branch) {
        if (tx.isDue(branch)) {
            items.add(new Item(branch.branch().id(), delivery(tx, branch)));
        }
    }

    private static @Nullable PendingDelivery delivery(Finishing tx, BranchId id) {
        return tx.tx().paused() != null
                ? null
                : tx.unfinished(id)
                        .filter(tx::isDue)
                        .map(branch -> delivery(tx, branch))
                        .orElse(null);
    }

    private static PendingDelivery delivery(Finishing tx, BranchState branch) {
        return new PendingDelivery(
                tx.tx().begun(),
                branch.branch(),
                tx.decision(),
                tx.tx().turn(),
                tx.tx().round(),
                branch.recorded(),
                !tx.tx().mayBeDelivered());
    }
}
