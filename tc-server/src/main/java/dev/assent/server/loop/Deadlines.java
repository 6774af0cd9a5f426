package dev.assent.server.loop;

import dev.assent.model.Xid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When open transactions run out of time, to the second. Holds nothing of a transaction that is decided. */
final class Deadlines {
    private final Map<Xid, Long> seconds = new LinkedHashMap<>();
    private final TreeMap<Long, Set<Xid>> due = new TreeMap<>();

    /** @param deadline null if it has none */
    void set(Xid xid, @Nullable Instant deadline) {
        Long second = deadline == null ? null : deadline.plusMillis(999).getEpochSecond(); // never early
        Long old = second == null ? seconds.remove(xid) : seconds.put(xid, second);
        if (old != null && !old.equals(second)) {
            Set<Xid> others = due.get(old);
            if (others != null && others.remove(xid) && others.isEmpty()) {
                due.remove(old);
            }
        }
        if (second != null && !second.equals(old)) {
            due.computeIfAbsent(second, first -> new LinkedHashSet<>()).add(xid);
        }
    }

    /** Takes the deadlines that are due, at most the given number. */
    List<Xid> takeDue(Instant now, int most) {
        List<Xid> late = new ArrayList<>();
        while (late.size() < most && !due.isEmpty() && due.firstKey() <= now.getEpochSecond()) {
            Set<Xid> first = due.firstEntry().getValue();
            List<Xid> some = first.stream().limit(most - late.size()).toList();
            late.addAll(some);
            some.forEach(xid -> set(xid, null));
        }
        return late;
    }
}
