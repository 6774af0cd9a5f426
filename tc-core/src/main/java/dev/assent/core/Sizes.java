package dev.assent.core;

import dev.assent.model.LockKey;
import org.jspecify.annotations.Nullable;

/**
 * What the state costs in memory, in bytes, by rules of its own: the same on every machine, and near to what a 64-bit JVM
 * uses. A text is weighed at two bytes a character, though most need one: the other pays for its way to the disk.
 */
final class Sizes {
    static final int TRANSACTION = 640;
    static final int BRANCH = 512;
    static final int ROW = 160;
    /** Of an ending that is remembered. */
    static final int ENDING = 24;
    /** A branch reserves it for its report and for the reason it may be parked for. */
    static final int RESERVE = 512;

    private static final int TEXT = 48;

    private Sizes() {}

    static long of(Begun begun) {
        return TRANSACTION + of(begun.name()) + of(begun.group());
    }

    /** With its locks, and with what it reserves. */
    static long of(Branch branch) {
        long rows = 0;
        for (LockKey row : branch.rows()) {
            rows += ROW + 2L * (row.key().length() + row.table().length());
        }
        long mark = branch.mark() == null ? 0 : of(branch.mark().value());
        return BRANCH + RESERVE + mark + rows + beyondReserve(branch.applicationData());
    }

    /** Data that fits the reserve is paid for. */
    static long beyondReserve(@Nullable String data) {
        return Math.max(0, of(data) - RESERVE);
    }

    static long of(@Nullable String text) {
        return text == null ? 0 : TEXT + 2L * text.length();
    }
}
