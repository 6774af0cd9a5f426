package dev.assent.datasource.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assent.datasource.dialect.Dialect;
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
    private final String undoTable;
    private final Cache<String, TableMeta> tables =
            Caffeine.newBuilder().maximumSize(AT_MOST).expireAfterWrite(KEPT).build();

    /** @param undoTable as spelt in SQL: its schema is the one whose tables are locked by their plain names */
    public TableMetas(Dialect dialect, String undoTable) {
        this.dialect = dialect;
        this.undoTable = undoTable;
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
        TableMeta read = new TableReader(dialect, undoTable, connection).read(spelt);
        tables.put(spelt, read);
        return read;
    }

    /**
     * A table whose rows are to be locked.
     *
     * @throws dev.assent.model.AssentException.NotAllowed as {@link #of}, or if others lock its rows under another mark
     */
    public TableMeta lockable(Connection connection, String spelt) throws SQLException {
        TableMeta table = of(connection, spelt);
        if (table.otherSpace().isPresent()) {
            tables.invalidate(spelt); // looked up again at the next use: the schema may have changed until then
            throw table.otherSpace().get();
        }
        return table;
    }

    /** Forgets all: something does not fit the tables as we know them. */
    public void invalidate() {
        tables.invalidateAll();
    }
}
