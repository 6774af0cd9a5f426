package dev.assent.core;

import dev.assent.model.LockKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the state costs in memory, in bytes, by rules of its own: the same on every machine, and near to what was measured on
 * a 64-bit JVM, the loop's timers included. Texts count one byte a character.
 */
final class Sizes {
    static final int TRANSACTION = 550;
    static final int BRANCH = 270;
    static final int ROW = 120;
    /** What an ending takes that is remembered. */
    static final int ENDING = 24;
    /** To find a transaction by a database that it has a branch in: once by the name, once by the mark. */
    static final int FOUND_BY_DATABASE = 50;
    /** A branch reserves it for its report and for the reason it may be parked for. */
    static final int RESERVE = 256;

    private static final int WAITING = 600;
    private static final int AWAITED_ROW = 400;
    private static final int TEXT = 40;

    private Sizes() {}

    static long of(Begun begun) {
        return TRANSACTION + of(begun.name()) + of(begun.group());
    }

    /** With its locks, and with what it reserves. */
    static long of(Branch branch) {
        long rows = 0;
        for (LockKey row : branch.rows()) {
            rows += ROW + row.key().length() + row.table().length();
        }
        long mark = branch.mark() == null ? 0 : of(branch.mark().value()) + FOUND_BY_DATABASE;
        return BRANCH + FOUND_BY_DATABASE + RESERVE + mark + rows + beyondReserve(branch.applicationData());
    }

    /** Data that fits the reserve is paid for. */
    static long beyondReserve(@Nullable String data) {
        return Math.max(0, of(data) - RESERVE);
    }

    /** A request that waits for these rows, with the texts it came with. */
    static long ofWaiting(List<LockKey> rows, @Nullable String lockKey, @Nullable String applicationData) {
        return WAITING + (long) rows.size() * AWAITED_ROW + 2 * of(lockKey) + of(applicationData);
    }

    static long of(@Nullable String text) {
        return text == null ? 0 : (long) TEXT + text.length();
    }
}
