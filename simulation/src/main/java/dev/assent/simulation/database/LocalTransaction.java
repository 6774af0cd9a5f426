package dev.assent.simulation.database;

import java.util.LinkedHashMap;
import java.util.Map;

/** A transaction of one database: its writes are seen by others when it has committed, its row locks at once. */
public final class LocalTransaction {
    private final Database database;
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private boolean ended;

    LocalTransaction(Database database) {
        this.database = database;
    }

    /** Returns false, and has done nothing, if another transaction has locked the row. */
    public boolean add(String row, long delta) {
        if (ended || !database.lock(row, this)) {
            return false;
        }
        Change before = changes.get(row);
        long value = before == null ? database.value(row) : before.after();
        changes.put(row, new Change(before == null ? value : before.before(), value + delta));
        return true;
    }

    public boolean hasEnded() {
        return ended;
    }

    public void rollback() {
        if (!ended) {
            ended = true;
            database.unlock(this);
        }
    }

    Map<String, Change> changes() {
        return changes;
    }

    Database database() {
        return database;
    }

    void end() {
        ended = true;
    }

    /** What an undo row says of a row. */
    record Change(long before, long after) {
        long delta() {
            return after - before;
        }
    }
}
