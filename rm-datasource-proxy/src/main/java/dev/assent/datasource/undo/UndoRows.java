package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Bytes;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.table.Stamp;
import dev.assent.datasource.undo.UndoLog.Branch;
import dev.assent.model.Xid;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the undo table. An {@code id} column, if there is one, must fill itself.
 *
 * @param table as spelt in SQL
 * @param split whether a record may stand in several rows: the first names the branch ids of the others in its context,
 *     as {@code subId}, and they name its own, as {@code branchId}
 */
record UndoRows(String table, boolean split) {
    private static final int NORMAL = 0;
    private static final int FINISHED = 1;
    /** MySQL and MariaDB take this much unless they are set to less than their defaults ever were. */
    private static final int SMALL_PACKET = 800 * 1024;

    String probe() {
        return "SELECT branch_id, xid, context, rollback_info, log_status, log_created, log_modified FROM " + table
                + " WHERE 1 = 0";
    }

    Optional<Found> lock(Connection connection, Branch branch) throws SQLException {
        String sql = "SELECT context, rollback_info, log_status FROM " + table
                + " WHERE branch_id = ? AND xid = ? FOR UPDATE";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            branch.bind(query, 1);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Found(new UndoRecord(row.getString(1), new Bytes(row.getBytes(2))), row.getInt(3)))
                        : Optional.empty();
            }
        }
    }

    /** The content of a record with that of its further rows, in this order. */
    byte[] whole(Connection connection, Branch branch, UndoRecord record, List<Long> parts) throws SQLException {
        if (parts.isEmpty()) {
            return record.content().toArray();
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(record.content().toArray());
        String sql = "SELECT rollback_info FROM " + table + " WHERE branch_id = ? AND xid = ? FOR UPDATE";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (long part : parts) {
                query.setLong(1, part);
                query.setString(2, branch.xid().value());
                try (ResultSet row = query.executeQuery()) {
                    if (!row.next()) {
                        throw DataSourceErrors.partMissing(branch.id(), part);
                    }
                    whole.writeBytes(row.getBytes(1));
                }
            }
        }
        return whole.toByteArray();
    }

    /** @return false, with nothing done, if this is not the database that is asked for, or one of the tables is another */
    boolean insert(
            Connection connection, Branch branch, UndoRecord record, DatabaseCheck check, Collection<Stamp> tables)
            throws SQLException {
        byte[] content = record.content().toArray();
        int most = split && content.length > SMALL_PACKET ? packet(connection) / 10 * 8 : Integer.MAX_VALUE;
        if (content.length <= most) {
            return insert(connection, branch.id().value(), branch.xid(), record, NORMAL, check, tables);
        }
        RecordParts parts = RecordParts.of((content.length - 1) / most);
        UndoRecord first =
                new UndoRecord(record.context() + parts.text(), new Bytes(Arrays.copyOfRange(content, 0, most)));
        if (!insert(connection, branch.id().value(), branch.xid(), first, NORMAL, check, tables)) {
            return false;
        }
        int from = most;
        for (long id : parts.ids()) {
            byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + most));
            UndoRecord further = new UndoRecord("branchId=" + branch.id().value(), new Bytes(part));
            insert(connection, id, branch.xid(), further, NORMAL, null, List.of());
            from += part.length;
        }
        return true;
    }

    /** How many bytes the database takes at once. */
    private static int packet(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT @@max_allowed_packet")) {
            row.next();
            return row.getInt(1);
        }
    }

    /**
     * The content is never read.
     *
     * @param check null writes to any database
     * @return as {@link #insert}
     */
    boolean insertFinished(Connection connection, Branch branch, @Nullable DatabaseCheck check) throws SQLException {
        Bytes nothing = new Bytes("{}".getBytes(StandardCharsets.US_ASCII));
        UndoRecord record = new UndoRecord("serializer=assent&compressorType=NONE", nothing);
        return insert(connection, branch.id().value(), branch.xid(), record, FINISHED, check, List.of());
    }

    private boolean insert(
            Connection connection,
            long id,
            Xid xid,
            UndoRecord record,
            int status,
            @Nullable DatabaseCheck check,
            Collection<Stamp> tables)
            throws SQLException {
        String sql = "INSERT INTO " + table
                + " (branch_id, xid, context, rollback_info, log_status, log_created, log_modified)"
                + " SELECT ?, ?, ?, ?, ?, CURRENT_TIMESTAMP(6), CURRENT_TIMESTAMP(6)"
                + (check == null ? "" : check.from())
                + tables.stream().map(table -> " AND " + table.condition()).collect(Collectors.joining());
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, id);
            insert.setString(2, xid.value());
            insert.setString(3, record.context());
            insert.setBytes(4, record.content().toArray());
            insert.setInt(5, status);
            if (check != null) {
                insert.setString(6, check.parameter());
            }
            int next = 7;
            for (Stamp table : tables) {
                next = table.bind(insert, next);
            }
            return insert.executeUpdate() > 0;
        }
    }

    /**
     * One statement per row, sent together: each finds its row by the index, whatever the optimizer thinks of lists.
     *
     * @return the branches that had no row
     */
    Set<Branch> delete(Connection connection, List<Branch> branches) throws SQLException {
        String one = "DELETE FROM " + table + " WHERE branch_id = ? AND xid = ?";
        if (!split) {
            return delete(connection, one, branches);
        }
        Set<Branch> others = delete(connection, one + " AND context NOT LIKE '%subId=%'", branches);
        if (others.isEmpty()) {
            return others;
        }
        String further = "DELETE FROM " + table + " WHERE xid = ? AND context = ?";
        try (PreparedStatement delete = connection.prepareStatement(further)) {
            for (Branch branch : others) {
                delete.setString(1, branch.xid().value());
                delete.setString(2, "branchId=" + branch.id().value());
                delete.addBatch();
            }
            delete.executeBatch();
        }
        return delete(connection, one, List.copyOf(others));
    }

    private Set<Branch> delete(Connection connection, String sql, List<Branch> branches) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            for (Branch branch : branches) {
                branch.bind(delete, 1);
                delete.addBatch();
            }
            int[] deleted = delete.executeBatch();
            Set<Branch> missing = new LinkedHashSet<>();
            for (int i = 0; i < deleted.length; i++) {
                if (deleted[i] == 0) { // a driver that does not know returns -2
                    missing.add(branches.get(i));
                }
            }
            return missing;
        }
    }

    /** Marks of rollbacks that found nothing, by the database's own clock. */
    int deleteFinished(Connection connection, int saveDays) throws SQLException {
        String sql = "DELETE FROM " + table + " WHERE log_status = " + FINISHED + " AND log_created < ?";
        try (Statement clock = connection.createStatement();
                ResultSet now = clock.executeQuery("SELECT LOCALTIMESTAMP");
                PreparedStatement delete = connection.prepareStatement(sql)) {
            now.next();
            delete.setObject(1, now.getObject(1, LocalDateTime.class).minusDays(saveDays));
            return delete.executeUpdate();
        }
    }

    record Found(UndoRecord record, int status) {
        boolean isFinished() {
            return status != NORMAL;
        }
    }
}
