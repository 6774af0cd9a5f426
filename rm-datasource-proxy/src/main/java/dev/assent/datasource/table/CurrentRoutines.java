package dev.assent.datasource.table;

import dev.assent.datasource.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The {@link Routines} of one data source; a change is noticed a second later. Safe for use by many threads. */
public final class CurrentRoutines {
    private final Dialect dialect;
    private final Set<String> harmless;
    private final LongSupplier nanoTime;
    private volatile @Nullable Kept<Routines> kept;

    /** @param harmless functions that only read and compute, in lower case */
    public CurrentRoutines(Dialect dialect, Set<String> harmless) {
        this(dialect, harmless, System::nanoTime);
    }

    CurrentRoutines(Dialect dialect, Set<String> harmless, LongSupplier nanoTime) {
        this.dialect = dialect;
        this.harmless = Set.copyOf(harmless);
        this.nanoTime = nanoTime;
    }

    /** @param connection asked if they are not known, or not any more */
    public Routines of(Connection connection) throws SQLException {
        Kept<Routines> known = kept;
        long now = nanoTime.getAsLong();
        if (known != null && known.mayBeUsed(now)) {
            return known.value();
        }
        Routines read = Routines.of(dialect, connection, harmless);
        if (known != null && known.value().equals(read)) {
            read = known.value(); // compared at once with what was made of it
        }
        kept = new Kept<>(read, now);
        return read;
    }
}
