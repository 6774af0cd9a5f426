package dev.assent.core;

import dev.assent.model.DatabaseMark;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which database a resource's name stands for, by the mark that its resource managers last sent (P10). Seata's
 * clients have the names alone, so their locks are in the lock space of that database.
 */
final class DatabaseNames {
    /** More are refused: each is kept for ever. */
    static final int MOST = 100_000;

    private final Map<String, DatabaseMark> marks = new LinkedHashMap<>();

    void put(String name, DatabaseMark mark) {
        marks.put(name, mark);
    }

    @Nullable
    DatabaseMark find(String name) {
        return marks.get(name);
    }

    /** By name. */
    Map<String, DatabaseMark> all() {
        return marks;
    }

    boolean isFull() {
        return marks.size() >= MOST;
    }

    void snapshot(Instant latest, Coordinator.Recorder out) {
        marks.forEach((name, mark) -> out.record(latest, new Event.DatabaseNamed(name, mark)));
    }
}
