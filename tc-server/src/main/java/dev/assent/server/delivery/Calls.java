package dev.assent.server.delivery;

import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.server.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Calls to participants that have not been answered: by request id, by connection, by what they deliver, by patience. */
final class Calls {
    private final Map<Integer, Call> byId = new LinkedHashMap<>();
    private final Map<Long, Set<Call>> byConnection = new LinkedHashMap<>();
    private final Map<Key, List<Call>> byDelivery = new LinkedHashMap<>();
    private final TreeMap<Instant, Set<Call>> byPatience = new TreeMap<>();
    private int nextRequestId;

    /** @param firstRequestId drawn by chance, so that an answer to an earlier run meets no call of this one */
    Calls(int firstRequestId) {
        this.nextRequestId = firstRequestId & Integer.MAX_VALUE;
    }

    Call open(Delivery delivery, Session session, Instant now) {
        while (byId.containsKey(nextRequestId)) {
            nextRequestId = (nextRequestId + 1) & Integer.MAX_VALUE;
        }
        Call call = new Call(nextRequestId, delivery, session, now);
        nextRequestId = (nextRequestId + 1) & Integer.MAX_VALUE;
        byId.put(call.requestId(), call);
        byConnection
                .computeIfAbsent(session.connection(), first -> new LinkedHashSet<>())
                .add(call);
        byDelivery
                .computeIfAbsent(Key.of(delivery), first -> new ArrayList<>(1))
                .add(call);
        byPatience
                .computeIfAbsent(call.patientUntil(), first -> new LinkedHashSet<>())
                .add(call);
        return call;
    }

    @Nullable
    Call find(int requestId) {
        return byId.get(requestId);
    }

    /** It has been answered, or never will be. */
    void close(Call call) {
        if (byId.remove(call.requestId(), call)) {
            remove(byConnection, call.session().connection(), call);
            Key key = Key.of(call.delivery());
            List<Call> same = byDelivery.get(key);
            if (same != null && same.remove(call) && same.isEmpty()) {
                byDelivery.remove(key);
            }
            remove(byPatience, call.patientUntil(), call);
        }
    }

    private static <K> void remove(Map<K, Set<Call>> map, K key, Call call) {
        Set<Call> all = map.get(key);
        if (all != null && all.remove(call) && all.isEmpty()) {
            map.remove(key);
        }
    }

    void waitUntil(Call call, Instant later) {
        remove(byPatience, call.patientUntil(), call);
        call.waitUntil(later);
        byPatience.computeIfAbsent(later, first -> new LinkedHashSet<>()).add(call);
    }

    /** Calls whose patience is over, the oldest first, at most the given number. */
    List<Call> late(Instant now, int most) {
        List<Call> late = new ArrayList<>();
        for (Set<Call> calls : byPatience.headMap(now, true).values()) {
            for (Call call : calls) {
                if (late.size() == most) {
                    return late;
                }
                late.add(call);
            }
        }
        return late;
    }

    List<Call> of(Session session) {
        return List.copyOf(byConnection.getOrDefault(session.connection(), Set.of()));
    }

    /** The last call for the same outcome to the same branch; null if none is out. */
    @Nullable
    Call lastFor(Delivery delivery) {
        List<Call> same = byDelivery.get(Key.of(delivery));
        return same == null ? null : same.get(same.size() - 1);
    }

    /** Whether a call for the same outcome to the same branch is out over that connection. */
    boolean isOut(Delivery delivery, Session session) {
        for (Call call : byDelivery.getOrDefault(Key.of(delivery), List.of())) {
            if (call.session() == session) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    int size() {
        return byId.size();
    }

    private record Key(Xid xid, BranchId branch, Outcome outcome, int turn) {
        static Key of(Delivery delivery) {
            return new Key(delivery.xid(), delivery.branch().id(), delivery.outcome(), delivery.turn());
        }
    }
}
