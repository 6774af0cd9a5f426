package dev.assent.datasource.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The tables of one data source, read once and kept for a quarter of an hour. All its connections are taken to have
 * the same default schema. Safe for use by many threads.
 */
public final class TableMetas {
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final long AT_MOST = 10_000;

    private final Dialect dialect;
    private final Cache<String, TableMeta> tables =
            Caffeine.newBuilder().maximumSize(AT_MOST).expireAfterWrite(KEPT).build();

    public TableMetas(Dialect dialect) {
        this.dialect = dialect;
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * @param connection asked only if the table is not known yet
     * @param spelt as in the statement, quotes and schema included
     * @throws dev.assent.model.AssentException.NotAllowed if there is no such table, or it has no primary key
     */
    public TableMeta of(Connection connection, String spelt) throws SQLException {
        TableMeta known = tables.getIfPresent(spelt);
        if (known != null) {
            return known;
        }
        TableMeta read = new TableReader(dialect, connection).read(spelt);
        tables.put(spelt, read);
        return read;
    }

    /** Forgets all: something does not fit the tables as we know them. */
    public void invalidate() {
        tables.invalidateAll();
    }
}
