package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Obligations.Item;
import dev.assent.model.BranchId;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The world outside, as a loop keeps it by difference: what is delivered to whom, which timers run, what is settled. */
final class Mirror {
    private final Map<Xid, Map<BranchId, PendingDelivery>> deliveries = new LinkedHashMap<>();
    private final Map<Xid, Instant> deadlines = new LinkedHashMap<>();
    private final Map<Xid, Boolean> settled = new LinkedHashMap<>();

    /** What one look at the obligations has changed. */
    record Change(
            List<PendingDelivery> fresh,
            List<PendingDelivery> hurried,
            List<BranchId> cancelled,
            boolean settled,
            @Nullable Instant deadline) {
        static final Change NOTHING = new Change(List.of(), List.of(), List.of(), false, null);
    }

    Change take(Obligations seen) {
        Map<BranchId, PendingDelivery> mine = deliveries.computeIfAbsent(seen.xid(), first -> new LinkedHashMap<>());
        List<PendingDelivery> fresh = new ArrayList<>();
        List<PendingDelivery> hurried = new ArrayList<>();
        List<BranchId> cancelled = new ArrayList<>();
        Set<BranchId> wanted = new LinkedHashSet<>();
        for (Item item : seen.branches()) {
            PendingDelivery delivery = item.delivery();
            if (delivery == null) {
                continue;
            }
            wanted.add(item.branch());
            PendingDelivery old = mine.put(item.branch(), delivery);
            if (old == null || old.turn() != delivery.turn()) {
                fresh.add(delivery);
            } else if (old.round() < delivery.round()) {
                hurried.add(delivery);
            }
        }
        List<BranchId> looked = seen.whole()
                ? List.copyOf(mine.keySet())
                : seen.branches().stream().map(Item::branch).toList();
        for (BranchId branch : looked) {
            if (!wanted.contains(branch) && mine.remove(branch) != null) {
                cancelled.add(branch);
            }
        }
        boolean now = seen.status().settled();
        boolean before = settled.getOrDefault(seen.xid(), true);
        settled.put(seen.xid(), now);
        Instant deadline = seen.deadline();
        Instant old = deadline == null ? deadlines.remove(seen.xid()) : deadlines.put(seen.xid(), deadline);
        return new Change(
                fresh, hurried, cancelled, now && !before, deadline == null || deadline.equals(old) ? null : deadline);
    }

    /** Increments and the whole agree. */
    void assertAgreesWith(Coordinator coordinator, Xid xid) {
        Obligations whole = coordinator.obligations(xid);
        Map<BranchId, PendingDelivery> all = new LinkedHashMap<>();
        for (Item item : whole.branches()) {
            assertThat(item.delivery()).isNotNull();
            all.put(item.branch(), item.delivery());
        }
        assertThat(deliveries.getOrDefault(xid, Map.of()))
                .as("deliveries of %s", xid)
                .isEqualTo(all);
        assertThat(deadlines.get(xid)).as("deadline of %s", xid).isEqualTo(whole.deadline());
        assertThat(settled.getOrDefault(xid, true))
                .as("whether %s is settled", xid)
                .isEqualTo(whole.status().settled());
    }

    List<PendingDelivery> deliveries() {
        return deliveries.values().stream()
                .flatMap(all -> all.values().stream())
                .toList();
    }

    Map<Xid, Instant> deadlines() {
        return deadlines;
    }
}
