package dev.assent.server.delivery;

import dev.assent.model.BranchId;
import dev.assent.model.Xid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The deliveries that are pending, by transaction: one at most for each branch. */
final class PendingDeliveries {
    /** Most transactions have one pending delivery or two at a time. */
    private static final int FEW = 4;

    private final Map<Xid, Map<BranchId, Delivery>> byXid = new LinkedHashMap<>();
    private int size;

    /** @return whether there was none to its branch */
    boolean add(Delivery delivery) {
        boolean added = byXid.computeIfAbsent(delivery.xid(), first -> new LinkedHashMap<>(FEW))
                        .putIfAbsent(delivery.branch().id(), delivery)
                == null;
        size += added ? 1 : 0;
        return added;
    }

    /** The one to that branch; null if there is none. */
    @Nullable
    Delivery find(Xid xid, BranchId branch) {
        Map<BranchId, Delivery> all = byXid.get(xid);
        return all == null ? null : all.get(branch);
    }

    /** This one, not another to the same branch. */
    boolean contains(Delivery delivery) {
        return find(delivery.xid(), delivery.branch().id()) == delivery;
    }

    void remove(Delivery delivery) {
        Map<BranchId, Delivery> all = byXid.get(delivery.xid());
        if (all != null && all.remove(delivery.branch().id(), delivery)) {
            size--;
            if (all.isEmpty()) {
                byXid.remove(delivery.xid());
            }
        }
    }

    /** In the order in which they came. */
    List<Delivery> of(Xid xid) {
        return List.copyOf(byXid.getOrDefault(xid, Map.of()).values());
    }

    /** How many there are for that transaction. */
    int size(Xid xid) {
        return byXid.getOrDefault(xid, Map.of()).size();
    }

    int size() {
        return size;
    }
}
