package dev.assent.benchmarks.at;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.demo.database.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the purchases, and whether their books balance. */
public record ShopTables(Database accounts, Database shop) {
    public static final int ROWS = 10_000;
    private static final long OPENING = 1_000_000_000L;

    public void create() throws SQLException {
        for (Database database : List.of(accounts, shop)) {
            try (Connection c = connect(database);
                    Statement s = c.createStatement()) {
                for (String sql : UndoLog.ddl(Dialect.of(c))) {
                    if (!sql.isBlank()) {
                        s.execute(sql);
                    }
                }
                s.execute("CREATE TABLE account (id BIGINT PRIMARY KEY, balance BIGINT NOT NULL)");
                s.execute("CREATE TABLE stock (id BIGINT PRIMARY KEY, quantity BIGINT NOT NULL)");
                s.execute("CREATE TABLE orders (id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL,"
                        + " stock_id BIGINT NOT NULL, amount BIGINT NOT NULL, note VARCHAR(64))");
                c.setAutoCommit(false);
                fill(c, "account");
                fill(c, "stock");
                c.commit();
            }
        }
    }

    private static void fill(Connection c, String table) throws SQLException {
        try (PreparedStatement row = c.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
            for (int i = 0; i < ROWS; i++) {
                row.setLong(1, i);
                row.setLong(2, OPENING);
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    /** Whether what was debited was ordered, and what was taken has an order: all purchases, whole. */
    public boolean balance() throws SQLException {
        long debited = ROWS * OPENING - number(accounts, "SELECT SUM(balance) FROM account");
        long taken = ROWS * OPENING - number(shop, "SELECT SUM(quantity) FROM stock");
        return debited == number(shop, "SELECT COALESCE(SUM(amount), 0) FROM orders")
                && taken == number(shop, "SELECT COUNT(*) FROM orders");
    }

    /** The number of undo rows that have not been dropped. */
    public long undoRows() throws SQLException {
        String sql = "SELECT COUNT(*) FROM undo_log WHERE branch_id <> 0";
        return number(accounts, sql) + number(shop, sql);
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), "");
    }

    private static long number(Database database, String sql) throws SQLException {
        try (Connection c = connect(database);
                Statement s = c.createStatement();
                ResultSet row = s.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
