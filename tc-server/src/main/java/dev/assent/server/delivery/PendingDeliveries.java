package dev.assent.server.delivery;

import dev.assent.model.BranchId;
import dev.assent.model.Xid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who has to be told an outcome, by transaction: one at most for each branch. */
public final class PendingDeliveries {
    /** Most transactions owe one branch or two at a time. */
    private static final int FEW = 4;

    private final Map<Xid, Map<BranchId, Delivery>> byXid = new LinkedHashMap<>();
    private int size;

    /** @return whether its branch was owed nothing */
    public boolean add(Delivery delivery) {
        boolean added = byXid.computeIfAbsent(delivery.xid(), first -> new LinkedHashMap<>(FEW))
                        .putIfAbsent(delivery.branch().id(), delivery)
                == null;
        size += added ? 1 : 0;
        return added;
    }

    /** The one owed to the branch of this one. */
    @Nullable
    public Delivery sameBranch(Delivery delivery) {
        Map<BranchId, Delivery> all = byXid.get(delivery.xid());
        return all == null ? null : all.get(delivery.branch().id());
    }

    /** This one, not another to the same branch. */
    public boolean contains(Delivery delivery) {
        return sameBranch(delivery) == delivery;
    }

    public void remove(Delivery delivery) {
        Map<BranchId, Delivery> all = byXid.get(delivery.xid());
        if (all != null && all.remove(delivery.branch().id(), delivery)) {
            size--;
            if (all.isEmpty()) {
                byXid.remove(delivery.xid());
            }
        }
    }

    /** In the order in which they came. */
    public List<Delivery> of(Xid xid) {
        return List.copyOf(byXid.getOrDefault(xid, Map.of()).values());
    }

    public int size() {
        return size;
    }
}
