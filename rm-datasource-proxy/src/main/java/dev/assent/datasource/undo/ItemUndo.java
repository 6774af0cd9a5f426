package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Bytes;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.Value;
import dev.assent.datasource.table.TableMeta;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes back what one statement did to some rows, the last one first. */
final class ItemUndo {
    private static final int BLOCK = 500;
    /** What a driver sends at once must fit into MySQL's packet, 1 MiB at the least; a character may be four bytes. */
    private static final long BLOCK_CHARACTERS = 128L * 1024;

    private final Connection connection;
    private final UndoItem item;
    private final UndoSql sql;
    private final Map<Key, RowState> before;
    private final Map<Key, RowState> after;
    private final List<Key> keys = new ArrayList<>();

    /** @param ours the rows to be taken back, of all that the statement changed */
    ItemUndo(Connection connection, Dialect dialect, UndoItem item, TableMeta table, Set<Key> ours) {
        this.connection = connection;
        this.item = item;
        this.sql = UndoSql.of(item, dialect, table);
        this.before = RowState.of(item.before());
        this.after = RowState.of(item.after());
        for (Key key : item.changed().keys()) {
            if (ours.contains(key) && !state(before, key).equals(state(after, key))) {
                keys.add(key);
            }
        }
        Collections.reverse(keys);
    }

    String table() {
        return item.before().table();
    }

    List<Key> keys() {
        return keys;
    }

    /** @throws SQLException what the database will not always refuse, or a constraint, which another order may please */
    void run() throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            for (int from = 0, to; from < keys.size(); from = to) {
                to = endOfBlock(keys, from);
                restoreTogether(statement, keys.subList(from, to));
            }
        } catch (SQLException e) {
            throw Refusals.isConstraint(e) ? e : refused(e);
        }
    }

    /** One row, as {@link #run}. */
    void run(Key key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            restore(statement, key);
        } catch (SQLException e) {
            throw Refusals.isConstraint(e) ? e : refused(e);
        }
    }

    /** @return the error itself if trying again may help; never if not */
    SQLException refused(SQLException error) {
        return Refusals.of(error, table(), sql.text());
    }

    private int endOfBlock(List<Key> keys, int from) {
        int to = from + 1;
        for (long size = size(keys.get(from)); to < keys.size() && to < from + BLOCK; to++) {
            size += size(keys.get(to));
            if (size > BLOCK_CHARACTERS) {
                break;
            }
        }
        return to;
    }

    /** How much is sent for a row; numbers and dates count as nothing. */
    private long size(Key key) {
        return state(before, key).values().values().stream()
                .map(Value::content)
                .mapToLong(content -> content instanceof String text
                        ? text.length()
                        : content instanceof Bytes bytes ? bytes.length() : 0)
                .sum();
    }

    /** In one trip to the database. A driver may not know how many rows it changed; they are all read again at the end. */
    private void restoreTogether(PreparedStatement statement, List<Key> keys) throws SQLException {
        if (keys.size() == 1) {
            restore(statement, keys.get(0));
            return;
        }
        for (Key key : keys) {
            bind(statement, key);
            statement.addBatch();
        }
        int[] counts = execute(statement);
        for (int i = 0; i < counts.length; i++) {
            requireOne(keys.get(i), counts[i] == Statement.SUCCESS_NO_INFO ? 1 : counts[i]);
        }
    }

    private static int[] execute(PreparedStatement batch) throws SQLException {
        try {
            return batch.executeBatch();
        } catch (BatchUpdateException e) {
            batch.clearBatch();
            SQLException row = e.getNextException(); // without the text of the whole batch, where there is one
            throw row == null ? e : row;
        }
    }

    private void restore(PreparedStatement statement, Key key) throws SQLException {
        bind(statement, key);
        requireOne(key, statement.executeUpdate());
    }

    private void requireOne(Key key, int rows) {
        if (rows != 1) {
            throw DataSourceErrors.notExact(
                    item.before().table(), key, "'" + sql.text() + "' changed " + rows + " rows");
        }
    }

    private void bind(PreparedStatement statement, Key key) throws SQLException {
        int index = 1;
        for (ImageColumn column : sql.set()) {
            var value = state(before, key).value(column.name()).orElseThrow();
            value.kind().bind(statement, index++, value.content());
        }
        if (sql.byKey()) {
            for (var value : key.values()) {
                value.kind().bind(statement, index++, value.content());
            }
        }
    }

    private static RowState state(Map<Key, RowState> states, Key key) {
        return states.getOrDefault(key, RowState.absent());
    }
}
