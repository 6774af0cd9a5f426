package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Branches of Seata's clients, which have been replaced before the outcome came, are undone by us. */
public abstract class SeataRowsContract extends AtContract {
    private static final BranchId BRANCH = new BranchId(6540374412103681L);
    private static final String CLASSES = "org.apache.seata.rm.datasource.";
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Definitions of columns, without a key. */
    protected abstract List<String> columns();

    /** Rows of literals for them. */
    protected abstract List<String> values();

    @BeforeEach
    void goods() throws SQLException {
        run("CREATE TABLE goods (id INT PRIMARY KEY, " + String.join(", ", columns()) + ")");
        for (int i = 0; i < values().size(); i++) {
            run("INSERT INTO goods VALUES (" + (i + 1) + ", " + values().get(i) + ")");
        }
    }

    @Test
    void everyTypeComesBackFromDeleteUpdateAndInsert() throws SQLException {
        List<String> before = goodsNow();
        List<String> names = columns().stream()
                .map(column -> column.split(" ", -1)[0])
                .filter(name -> !name.startsWith("gen"))
                .toList();
        String all = String.join(", ", names);
        List<String> items = new ArrayList<>();

        String full = image("goods", "id = 1");
        run("DELETE FROM goods WHERE id = 1");
        items.add(item("DELETE", "goods", full, image("goods", "id = 1")));
        String old = image("goods", "id = 2");
        run(update(names));
        items.add(item("UPDATE", "goods", old, image("goods", "id = 2")));
        String none = image("goods", "id = 9");
        run("INSERT INTO goods (id, " + all + ") SELECT 9, " + all + " FROM goods WHERE id = 3");
        items.add(item("INSERT", "goods", none, image("goods", "id = 9")));
        write("serializer=jackson&compressorType=NONE&map=", log(items));
        assertThat(goodsNow()).isNotEqualTo(before);

        assertThat(rollback()).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACKED);

        assertThat(goodsNow()).isEqualTo(before);
        assertThat(undoRows()).isEmpty();
    }

    @Test
    void aRowOfFastjsonsIsUndone() throws SQLException {
        run("UPDATE account SET balance = 1, name = 'Eve' WHERE id = 1");
        write("serializer=fastjson&compressorType=NONE", """
                {"@type":"io.seata.rm.datasource.undo.BranchUndoLog","branchId":6540374412103681,"sqlUndoLogs":[{
                "afterImage":{"rows":[{"fields":[{"keyType":"PRIMARY_KEY","name":"id","type":4,"value":1},
                {"keyType":"NULL","name":"name","type":12,"value":"Eve"},{"name":"balance","type":4,"value":1}]}],
                "tableName":"account"},
                "beforeImage":{"rows":[{"fields":[{"keyType":"PRIMARY_KEY","name":"id","type":4,"value":1},
                {"keyType":"NULL","name":"name","type":12,"value":"Ann"},{"name":"balance","type":4,"value":100}]}],
                "tableName":"account"},"sqlType":"UPDATE","tableName":"account"}]}""");

        assertThat(rollback()).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACKED);

        assertThat(rows("SELECT id, name, balance FROM account WHERE id = 1")).containsExactly("1|Ann|100");
    }

    @Test
    void aRowThatAnotherHasChangedSinceIsLeftAsItIs() throws SQLException {
        String before = image("account", "id = 1");
        run("UPDATE account SET balance = 1 WHERE id = 1");
        write("serializer=jackson", log(List.of(item("UPDATE", "account", before, image("account", "id = 1")))));
        run("UPDATE account SET balance = 2 WHERE id = 1");

        assertThat(rollback()).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);

        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("2");
        assertThat(undoRows()).hasSize(1);
    }

    @Test
    void whatDoesNotFitTheTableIsLeftAsItIs() throws SQLException {
        String before = image("account", "id = 1");
        run("UPDATE account SET balance = 1 WHERE id = 1");
        String after = image("account", "id = 1");
        String good = log(List.of(item("UPDATE", "account", before, after)));
        for (String bad : List.of(
                good.replace("\"name\":\"" + named("balance"), "\"name\":\"gone"),
                good.replace("\"value\":100", "\"value\":\"a hundred\""),
                good.replace("\"value\":100", "\"value\":1.5"),
                good.replace("\"value\":100", "\"value\":[\"com.example.Money\",100]"),
                good.replace("\"tableName\":\"account\"", "\"tableName\":\"gone\""),
                good.replace("\"tableName\":\"account\"", "\"tableName\":\"account; DROP TABLE account\""),
                good.replace("\"value\":1}", "\"value\":7}"),
                "{}")) {
            assertThat(bad).isNotEqualTo(good);
            write("serializer=jackson&compressorType=NONE", bad);

            assertThat(rollback()).as(bad).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);

            assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("1");
            run("DELETE FROM undo_log");
        }
    }

    protected final BranchStatus rollback() throws SQLException {
        return at().resource().rollback(XID, BRANCH, null);
    }

    protected final BranchStatus commit() throws SQLException {
        return at().resource().commit(XID, BRANCH, null);
    }

    protected final void write(String context, String content) throws SQLException {
        write(BRANCH.value(), context, content.getBytes(StandardCharsets.UTF_8));
    }

    protected final void write(long branch, String context, byte[] content) throws SQLException {
        try (Connection c = target().getConnection();
                PreparedStatement insert = c.prepareStatement("INSERT INTO undo_log (branch_id, xid, context,"
                        + " rollback_info, log_status, log_created, log_modified)"
                        + " VALUES (?, ?, ?, ?, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")) {
            insert.setLong(1, branch);
            insert.setString(2, XID.value());
            insert.setString(3, context);
            insert.setBytes(4, content);
            insert.executeUpdate();
        }
    }

    private List<String> goodsNow() throws SQLException {
        try (Connection c = target().getConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT * FROM goods ORDER BY id")) {
            List<String> rows = new ArrayList<>();
            while (r.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                    row.append(spelt(r.getObject(i))).append('|');
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    /** The second row gets the values of the third. */
    private static String update(List<String> names) {
        return names.stream()
                .map(name -> name + " = (SELECT o." + name + " FROM (SELECT * FROM goods) o WHERE o.id = 3)")
                .collect(Collectors.joining(", ", "UPDATE goods SET ", " WHERE id = 2"));
    }

    protected static String log(List<String> items) {
        return "{\"@class\":\"" + CLASSES + "undo.BranchUndoLog\",\"xid\":\"" + XID.value() + "\",\"branchId\":"
                + BRANCH.value() + ",\"sqlUndoLogs\":[\"java.util.ArrayList\",[" + String.join(",", items) + "]]}";
    }

    protected static String item(String kind, String table, String before, String after) {
        return "{\"@class\":\"" + CLASSES + "undo.SQLUndoLog\",\"sqlType\":\"" + kind + "\",\"tableName\":\"" + table
                + "\",\"beforeImage\":" + before + ",\"afterImage\":" + after + "}";
    }

    /** As Seata's client reads rows from the driver and Jackson spells them. */
    protected final String image(String table, String condition) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection c = target().getConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT * FROM " + table + " WHERE " + condition + " ORDER BY 1")) {
            ResultSetMetaData data = r.getMetaData();
            while (r.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 1; i <= data.getColumnCount(); i++) {
                    fields.add("{\"@class\":\"" + CLASSES + "sql.struct.Field\",\"name\":\"" + data.getColumnName(i)
                            + "\",\"keyType\":\"" + (i == 1 ? "PRIMARY_KEY" : "NULL") + "\",\"type\":"
                            + data.getColumnType(i) + ",\"value\":" + spelt(r.getObject(i)) + "}");
                }
                rows.add("{\"@class\":\"" + CLASSES + "sql.struct.Row\",\"fields\":[\"java.util.ArrayList\",["
                        + String.join(",", fields) + "]]}");
            }
        }
        String type = rows.isEmpty() ? "sql.struct.TableRecords$EmptyTableRecords" : "sql.struct.TableRecords";
        return "{\"@class\":\"" + CLASSES + type + "\",\"tableName\":\"" + table
                + "\",\"rows\":[\"java.util.ArrayList\",[" + String.join(",", rows) + "]]}";
    }

    /** A column's name as the driver spells it. */
    private String named(String column) throws SQLException {
        try (Connection c = target().getConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT " + column + " FROM account")) {
            return r.getMetaData().getColumnName(1);
        }
    }

    private static String spelt(@Nullable Object value) throws SQLException {
        if (value == null) {
            return "null";
        }
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Integer || value instanceof Boolean || value instanceof Double) {
            return value.toString();
        }
        if (value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Float
                || value instanceof BigDecimal
                || value instanceof BigInteger) {
            return tagged(value.getClass().getName(), value.toString());
        }
        if (value instanceof Timestamp moment) {
            return tagged("java.sql.Timestamp", moment(moment.getTime(), moment.getNanos()));
        }
        if (value instanceof LocalDateTime local) {
            long millis = local.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();
            return tagged("java.time.LocalDateTime", moment(millis, local.get(ChronoField.NANO_OF_SECOND)));
        }
        if (value instanceof java.sql.Date day) {
            return tagged("java.sql.Date", String.valueOf(day.getTime()));
        }
        if (value instanceof java.sql.Time time) {
            return tagged("java.sql.Time", quoted(time.toString()));
        }
        if (value instanceof byte[] bytes) {
            return tagged("[B", quoted(Base64.getEncoder().encodeToString(bytes)));
        }
        if (value instanceof Blob blob) {
            byte[] bytes = blob.getBytes(1, (int) blob.length());
            return tagged(
                    "javax.sql.rowset.serial.SerialBlob",
                    quoted(Base64.getEncoder().encodeToString(bytes)));
        }
        if (value instanceof Clob clob) {
            return tagged("javax.sql.rowset.serial.SerialClob", quoted(clob.getSubString(1, (int) clob.length())));
        }
        if (value instanceof java.util.UUID) {
            return tagged("java.util.UUID", quoted(value.toString()));
        }
        if (value.getClass().getName().equals("org.postgresql.util.PGobject")) {
            return tagged(
                    "org.postgresql.util.PGobject", "{\"type\":\"json\",\"value\":" + quoted(value.toString()) + "}");
        }
        throw new IllegalArgumentException("Expected a value that the encoder knows, but got " + value.getClass());
    }

    private static String moment(long millis, int nanos) {
        boolean finer = nanos % NANOS_PER_MILLI != 0;
        return finer ? "[" + millis + "," + nanos + "]" : String.valueOf(millis);
    }

    private static String tagged(String type, String content) {
        return "[\"" + type + "\"," + content + "]";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
