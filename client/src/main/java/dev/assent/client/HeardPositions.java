package dev.assent.client;

import dev.assent.protocol.Extensions;
import dev.assent.protocol.Heard;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The highest position of each coordinator's log that this client has heard of, of the last few coordinators. */
final class HeardPositions {
    private static final int MOST = 8;

    private final Map<String, Heard> highest = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable String last;

    /** @param head of an answer */
    void hear(Map<String, @Nullable String> head) {
        String text = head.isEmpty() ? null : head.get(Extensions.HEARD);
        if (text == null || text.equals(last)) { // one batch of the log has many answers
            return;
        }
        last = text;
        lock.lock();
        try {
            Heard.parse(text).ifPresent(this::hear);
        } finally {
            lock.unlock();
        }
    }

    private void hear(Heard now) {
        Heard known = highest.get(now.coordinator());
        if (known == null && highest.size() == MOST) {
            highest.remove(highest.keySet().iterator().next());
        }
        if (known == null || now.isAfter(known)) {
            highest.put(now.coordinator(), now);
        }
    }

    Collection<Heard> all() {
        lock.lock();
        try {
            return List.copyOf(highest.values());
        } finally {
            lock.unlock();
        }
    }
}
