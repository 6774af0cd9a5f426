package dev.assent.datasource.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.model.AssentException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The tables of one data source as the catalogue describes them; a change is noticed a second later. Safe for use by many
 * threads.
 */
public final class TableMetas {
    private static final long AT_MOST = 10_000;

    private final Dialect dialect;
    private final String undoTable;
    private final LongSupplier nanoTime;
    private final Cache<Name, KnownTable> tables =
            Caffeine.newBuilder().maximumSize(AT_MOST).build();
    private final Confirmations confirmations;

    /** @param undoTable as spelt in SQL: its schema is the one whose tables are locked by their plain names */
    public TableMetas(Dialect dialect, String undoTable) {
        this(dialect, undoTable, System::nanoTime);
    }

    /** @param nanoTime a monotonic clock */
    public TableMetas(Dialect dialect, String undoTable, LongSupplier nanoTime) {
        this.dialect = dialect;
        this.undoTable = undoTable;
        this.nanoTime = nanoTime;
        this.confirmations = new Confirmations(nanoTime, AT_MOST);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** When which description was seen to be right. */
    public Confirmations confirmations() {
        return confirmations;
    }

    /**
     * @param connection asked if the table is not known, or not any more
     * @param spelt as in the statement, quotes and schema included
     * @throws AssentException.NotAllowed if there is no such table, or it has no primary key
     */
    public TableMeta of(Connection connection, String spelt) throws SQLException {
        return of(connection, new Name("", spelt));
    }

    private TableMeta of(Connection connection, Name name) throws SQLException {
        return known(name).get(new TableReader(dialect, undoTable, connection), nanoTime);
    }

    private KnownTable known(Name name) {
        KnownTable known = tables.getIfPresent(name); // costs less than the look below
        return known == null ? tables.get(name, unknown -> new KnownTable(unknown.spelt)) : known;
    }

    /**
     * A table whose rows are to be locked.
     *
     * @param hidden whether a temporary table of the connection may hide it, so that the catalogue is asked each time
     * @throws AssentException.NotAllowed as {@link #of}, or if others lock its rows under another mark
     */
    public TableMeta lockable(Connection connection, Session session, boolean hidden, String spelt)
            throws SQLException {
        Name name = new Name(session.role(), spelt);
        TableMeta table = hidden
                ? new TableReader(dialect, undoTable, connection).read(spelt).table()
                : of(connection, name);
        AssentException otherSpace = table.facts().otherSpace().orElse(null);
        if (otherSpace != null) {
            tables.invalidate(name); // looked up again at the next use: the schema may have changed until then
            throw otherSpace;
        }
        return table;
    }

    /** The tables that are no longer described as they were; all are read anew then. */
    public List<String> changed(Connection connection, Collection<Stamp> stamps) throws SQLException {
        List<String> changed = new ArrayList<>();
        for (Stamp stamp : stamps) {
            String sql = "SELECT CASE WHEN " + stamp.condition() + " THEN 1 ELSE 0 END";
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                stamp.bind(query, 1);
                try (ResultSet same = query.executeQuery()) {
                    if (!same.next() || same.getInt(1) == 0) {
                        changed.add(stamp.table());
                    }
                }
            }
        }
        if (!changed.isEmpty()) {
            invalidate();
        }
        return changed;
    }

    /** They may have changed. */
    public void forget(Collection<Stamp> stamps) {
        tables.asMap().values().removeIf(known -> known.hasOneOf(stamps));
    }

    /** Forgets all: something does not fit the tables as we know them. */
    public void invalidate() {
        tables.invalidateAll();
    }

    /** @param role of the session, since it depends on it what is seen; empty where it does not, and for an undo */
    private record Name(String role, String spelt) {}
}
