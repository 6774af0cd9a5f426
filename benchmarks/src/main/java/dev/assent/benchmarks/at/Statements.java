package dev.assent.benchmarks.at;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The statements of a purchase, and the statements that undo logging adds at least. */
final class Statements {
    private Statements() {}

    static void debit(Connection c, Purchase p) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("UPDATE account SET balance = balance - ? WHERE id = ?")) {
            s.setLong(1, p.amount());
            s.setLong(2, p.account());
            s.executeUpdate();
        }
    }

    static void sell(Connection c, Purchase p) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("UPDATE stock SET quantity = quantity - 1 WHERE id = ?")) {
            s.setLong(1, p.item());
            s.executeUpdate();
        }
        try (PreparedStatement s = c.prepareStatement("INSERT INTO orders VALUES (?, ?, ?, ?, ?)")) {
            s.setLong(1, p.order());
            s.setLong(2, p.account());
            s.setLong(3, p.item());
            s.setLong(4, p.amount());
            s.setString(5, "to be delivered by Friday");
            s.executeUpdate();
        }
    }

    /** Reads a whole row. */
    static void image(Connection c, String table, long id, boolean lock) throws SQLException {
        String sql = "SELECT * FROM " + table + " WHERE id = ?" + (lock ? " FOR UPDATE" : "");
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setLong(1, id);
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        row.getObject(i);
                    }
                }
            }
        }
    }

    static void undoRow(Connection c, long branch, byte[] record) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("INSERT INTO undo_log"
                + " (branch_id, xid, context, rollback_info, log_status, log_created, log_modified)"
                + " VALUES (?, ?, ?, ?, 0, CURRENT_TIMESTAMP(6), CURRENT_TIMESTAMP(6))")) {
            s.setLong(1, branch);
            s.setString(2, "127.0.0.1:8091:" + branch);
            s.setString(3, "serializer=none");
            s.setBytes(4, record);
            s.executeUpdate();
        }
    }

    static void dropUndoRows(Connection c, List<Long> branches) throws SQLException {
        String marks = "(?, ?)" + ", (?, ?)".repeat(branches.size() - 1);
        try (PreparedStatement s =
                c.prepareStatement("DELETE FROM undo_log WHERE (branch_id, xid) IN (" + marks + ")")) {
            int at = 0;
            for (long branch : branches) {
                s.setLong(++at, branch);
                s.setString(++at, "127.0.0.1:8091:" + branch);
            }
            s.executeUpdate();
        }
    }
}
