package dev.assent.fuzz.server;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.script.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One database.
 *
 * @param name what {@code ${db}} in a statement stands for
 * @param owner a connection that sees everything
 */
public record Place(DatabaseKind kind, String name, String url, String user, Connection owner) {
    static final String UNDO_TABLE = "undo_log";

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, "");
    }

    public String text(Sql sql) {
        return sql.text().replace("${db}", name);
    }

    /** Runs statements by {@link #owner}. */
    public void run(List<Sql> statements) throws SQLException {
        if (!statements.isEmpty()) { // all in one request
            execute(owner, statements.stream().map(this::text).collect(Collectors.joining(";\n")));
        }
    }

    public void run(Connection connection, List<Sql> statements) throws SQLException {
        for (Sql sql : statements) {
            execute(connection, text(sql));
        }
    }

    public Dump dump() throws SQLException {
        return Dump.of(owner, this);
    }

    public int undoRows() throws SQLException {
        // the row of a mark, and of rollbacks that found nothing, are no undo rows
        try (Statement statement = owner.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM " + UNDO_TABLE + " WHERE log_status = 0")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    void createUndoTable() throws SQLException {
        execute(owner, undoTable().toArray(String[]::new));
    }

    List<String> undoTable() throws SQLException {
        return UndoLog.ddl(Dialect.of(owner));
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
