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

/** When open transactions run out of time, to the second. Holds nothing of a transaction that is decided. */
final class Deadlines {
    private final Map<Xid, Long> seconds = new LinkedHashMap<>();
    private final TreeMap<Long, Set<Xid>> due = new TreeMap<>();

    void put(Xid xid, Instant deadline) {
        long second = deadline.plusMillis(999).getEpochSecond(); // never early
        remove(xid);
        seconds.put(xid, second);
        due.computeIfAbsent(second, first -> new LinkedHashSet<>()).add(xid);
    }

    void remove(Xid xid) {
        Long second = seconds.remove(xid);
        if (second != null) {
            Set<Xid> others = due.get(second);
            if (others != null && others.remove(xid) && others.isEmpty()) {
                due.remove(second);
            }
        }
    }

    boolean isEmpty() {
        return seconds.isEmpty();
    }

    List<Xid> takeDue(Instant now) {
        List<Xid> late = new ArrayList<>();
        while (!due.isEmpty() && due.firstKey() <= now.getEpochSecond()) {
            late.addAll(due.pollFirstEntry().getValue());
        }
        late.forEach(seconds::remove);
        return late;
    }
}
