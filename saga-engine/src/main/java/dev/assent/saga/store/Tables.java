package dev.assent.saga.store;

import dev.assent.saga.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Makes the store's tables, and looks whether they are complete. */
final class Tables {
    private final DataSource dataSource;
    private final Dialect dialect;
    private final String prefix;

    Tables(DataSource dataSource, Dialect dialect, String prefix) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.prefix = prefix;
    }

    /** The statements that the database still needs: for tables that are not there, and for our columns in Seata's. */
    List<String> missing() {
        List<String> statements = new ArrayList<>();
        for (Table table : Table.values()) {
            Set<String> there;
            try {
                there = columns(table);
            } catch (SQLException absent) {
                statements.add(table.create(prefix, dialect));
                statements.addAll(table.indexes(prefix));
                continue;
            }
            for (Map.Entry<String, String> each : table.added().entrySet()) {
                if (!there.contains(each.getKey())) {
                    statements.add("ALTER TABLE " + table.in(prefix) + " ADD " + dialect.declare(each.getValue()));
                }
            }
            if (table == Table.INSTANCE && !there.contains("owner")) {
                statements.addAll(table.indexes(prefix).subList(0, 2)); // Seata's script has the third
            }
        }
        return statements;
    }

    /** Runs {@link #missing()}; a table that another process makes at the same moment counts as made. */
    void create() {
        for (int i = 0; !missing().isEmpty(); i++) {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                for (String each : missing()) {
                    statement.execute(each);
                }
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
            } catch (SQLException e) {
                if (i > 1) {
                    throw StoreException.of(StoreErrors.noAnswer("make its tables", e), e);
                }
            }
        }
    }

    /** Throws if a table or a column is missing. */
    void check() {
        for (Table table : Table.values()) {
            Set<String> there;
            try {
                there = columns(table);
            } catch (SQLException e) {
                throw StoreException.of(StoreErrors.noTable(table.in(prefix), e), e);
            }
            List<String> missing = new ArrayList<>(table.columns().keySet());
            missing.removeAll(there);
            if (!missing.isEmpty()) {
                throw StoreException.of(StoreErrors.noColumns(table.in(prefix), missing), null);
            }
        }
    }

    private Set<String> columns(Table table) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table.in(prefix) + " WHERE 1 = 0")) {
            ResultSetMetaData data = rows.getMetaData();
            Set<String> names = new HashSet<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                names.add(data.getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }
}
