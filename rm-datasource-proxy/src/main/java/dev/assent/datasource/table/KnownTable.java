package dev.assent.datasource.table;

import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A table by one of its names. One thread reads its description, while the others use the old one or wait. */
final class KnownTable {
    /** The reader may wait for a lock that the waiting thread's own connection holds, which no database would notice. */
    private static final long PATIENCE_MILLIS = 1000;

    private final String spelt;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Kept<TableReader.Read> kept;

    KnownTable(String spelt) {
        this.spelt = spelt;
    }

    TableMeta get(TableReader reader, LongSupplier nanoTime) throws SQLException {
        Kept<TableReader.Read> known = kept;
        if (known != null && known.mayBeUsed(nanoTime.getAsLong())) {
            return known.value().table();
        }
        boolean alone = tryToLock();
        try {
            Kept<TableReader.Read> now = kept;
            if (now != null && now != known) { // read in the meantime
                return now.value().table();
            }
            long begun = nanoTime.getAsLong();
            TableReader.Read read = now == null ? reader.read(spelt) : reader.again(spelt, now.value());
            kept = new Kept<>(read, begun);
            return read.table();
        } finally {
            if (alone) {
                reading.unlock();
            }
        }
    }

    private boolean tryToLock() {
        try {
            return reading.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean hasOneOf(Collection<Stamp> stamps) {
        Kept<TableReader.Read> known = kept;
        return known != null && stamps.contains(known.value().table().stamp());
    }
}
