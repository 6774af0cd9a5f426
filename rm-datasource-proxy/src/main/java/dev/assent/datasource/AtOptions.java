package dev.assent.datasource;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an AT data source behaves.
 *
 * @param lockRetryInterval how long to wait before asking again for rows that another transaction holds; default 10 ms
 * @param lockRetryTimes how often to ask again; default 30. An autocommit statement is rolled back and run again
 *     between two tries; a transaction of the application keeps its database locks meanwhile
 * @param undoLogTable as spelt in a statement; default {@code undo_log}
 * @param harmlessFunctions functions of your own that only read and compute, by name without schema: a statement that
 *     calls any other unknown function is refused in a global transaction; default none
 * @param harmlessTriggers triggers that change no data which a rollback must take back, as {@code table.trigger} in any
 *     case: a statement on a table with any other one is refused in a global transaction; default none
 * @param plans for how many texts of statements the plan is kept; default 2000
 * @param createUndoLog whether the undo table is created if it is missing at the first use inside a global transaction;
 *     default false. The user needs the right to create tables
 */
public record AtOptions(
        Duration lockRetryInterval,
        int lockRetryTimes,
        String undoLogTable,
        Set<String> harmlessFunctions,
        Set<String> harmlessTriggers,
        int plans,
        boolean createUndoLog) {
    public static final AtOptions DEFAULTS =
            new AtOptions(Duration.ofMillis(10), 30, "undo_log", Set.of(), Set.of(), 2000, false);

    public AtOptions {
        if (lockRetryInterval.isNegative() || lockRetryTimes < 0 || plans < 0) {
            throw new IllegalArgumentException("Expected an interval and numbers of at least 0, but got "
                    + lockRetryInterval
                    + ", "
                    + lockRetryTimes
                    + " and "
                    + plans);
        }
        harmlessFunctions = Set.copyOf(harmlessFunctions);
        harmlessTriggers = Set.copyOf(harmlessTriggers);
    }

    /** Functions and triggers that change no data, in lower case. */
    Set<String> harmless() {
        return Stream.concat(harmlessFunctions.stream(), harmlessTriggers.stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    public AtOptions withLockRetry(Duration interval, int times) {
        return new AtOptions(interval, times, undoLogTable, harmlessFunctions, harmlessTriggers, plans, createUndoLog);
    }

    public AtOptions withUndoLogTable(String table) {
        return new AtOptions(
                lockRetryInterval, lockRetryTimes, table, harmlessFunctions, harmlessTriggers, plans, createUndoLog);
    }

    public AtOptions withHarmlessFunctions(Set<String> names) {
        return new AtOptions(
                lockRetryInterval, lockRetryTimes, undoLogTable, names, harmlessTriggers, plans, createUndoLog);
    }

    public AtOptions withHarmlessTriggers(Set<String> names) {
        return new AtOptions(
                lockRetryInterval, lockRetryTimes, undoLogTable, harmlessFunctions, names, plans, createUndoLog);
    }

    public AtOptions withCreateUndoLog(boolean create) {
        return new AtOptions(
                lockRetryInterval, lockRetryTimes, undoLogTable, harmlessFunctions, harmlessTriggers, plans, create);
    }
}
