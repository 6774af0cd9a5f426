package dev.assent.datasource.mark;

import dev.assent.datasource.undo.DatabaseCheck;
import dev.assent.datasource.undo.UndoTransaction;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A random text in the mark's row, which one connection writes and another reads. The second sees it only if both lead
 * to one database. This distinguishes a database with two names from a copy of it. Each call is a local transaction of
 * its own.
 *
 * @param undoTable as spelt in SQL
 */
public record MarkNonce(String undoTable) {
    /**
     * Writes a random text into the mark's row, for another connection to read.
     *
     * @return false if this is not that database
     */
    public boolean write(Connection idle, DatabaseCheck database, String nonce) throws SQLException {
        String sql = "UPDATE " + database.table() + " SET " + nonceColumn(database) + " = ?" + database.where();
        return new UndoTransaction(idle)
                .run(
                        () -> {
                            try (PreparedStatement statement = idle.prepareStatement(sql)) {
                                if (isReserved(database)) {
                                    statement.setBytes(1, nonce.getBytes(StandardCharsets.US_ASCII));
                                } else {
                                    statement.setString(1, nonce);
                                }
                                statement.setString(2, database.parameter());
                                return statement.executeUpdate() > 0;
                            }
                        },
                        written -> true);
    }

    /** The text that was written last; empty if nothing was written, or if this is not that database. */
    public String nonce(Connection idle, DatabaseCheck database) throws SQLException {
        String sql = "SELECT " + nonceColumn(database) + database.from();
        return new UndoTransaction(idle)
                .run(
                        () -> {
                            try (PreparedStatement statement = idle.prepareStatement(sql)) {
                                statement.setString(1, database.parameter());
                                try (ResultSet row = statement.executeQuery()) {
                                    return row.next() ? nonce(row, database) : "";
                                }
                            }
                        },
                        read -> true);
    }

    private String nonce(ResultSet row, DatabaseCheck database) throws SQLException {
        if (isReserved(database)) {
            return new String(row.getBytes(1), StandardCharsets.US_ASCII);
        }
        String nonce = row.getString(1);
        return nonce == null ? "" : nonce;
    }

    private String nonceColumn(DatabaseCheck database) {
        return isReserved(database) ? "rollback_info" : "nonce";
    }

    private boolean isReserved(DatabaseCheck database) {
        return database.table().equals(undoTable);
    }
}
