package dev.assent.datasource.undo;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.table.TableMetas;
import dev.assent.model.BranchId;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A branch's first phase as the proxy does it, one statement at a time; SQL that breaks a constraint changes nothing. */
final class Phase1 {
    private final Connection connection;
    private final TableMetas metas;
    private final UndoLog log;
    private final DatabaseCheck check = new DatabaseCheck(new DatabaseMark("test"), "assent_database", "mark = ?", "");
    private final List<UndoItem> items = new ArrayList<>();

    Phase1(Connection connection, TableMetas metas) throws SQLException {
        this.connection = connection;
        this.metas = metas;
        this.log = new UndoLog(metas);
        if (Tables.column(connection, "SELECT mark FROM assent_database").isEmpty()) {
            Tables.run(connection, "INSERT INTO assent_database (id, mark) VALUES (1, 'test')");
        }
        connection.setAutoCommit(false);
    }

    boolean insert(String table, String sql, String where) throws SQLException {
        if (!run(sql)) {
            return false;
        }
        TableMeta meta = metas.of(connection, table);
        items.add(UndoItem.insert(query(meta, meta.stored()).matching(connection, meta.name(), "", where, none -> {})));
        return true;
    }

    boolean update(String table, String set, String where, String... columns) throws SQLException {
        TableMeta meta = metas.of(connection, table);
        List<Column> changed = Arrays.stream(columns).map(meta::column).toList();
        ImageQuery query = query(meta, meta.touchedBy(changed));
        Image before = query.matching(connection, meta.name(), "", where + " FOR UPDATE", none -> {});
        if (!run("UPDATE " + table + " SET " + set + ' ' + where)) {
            return false;
        }
        items.add(UndoItem.update(before, query.byKeys(connection, before.keys(), "")));
        return true;
    }

    boolean delete(String table, String where) throws SQLException {
        TableMeta meta = metas.of(connection, table);
        Image before =
                query(meta, meta.stored()).matching(connection, meta.name(), "", where + " FOR UPDATE", none -> {});
        if (!run("DELETE FROM " + table + ' ' + where)) {
            return false;
        }
        items.add(UndoItem.delete(before));
        return true;
    }

    List<UndoItem> items() {
        return List.copyOf(items);
    }

    void commit(Xid xid, BranchId branch) throws SQLException {
        log.insert(connection, xid, branch, log.encode(items), check, List.of());
        connection.commit();
        connection.setAutoCommit(true);
    }

    private ImageQuery query(TableMeta meta, List<Column> columns) {
        return new ImageQuery(metas.dialect(), meta, columns);
    }

    private boolean run(String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
            return true;
        } catch (SQLException e) {
            if (!Refusals.isConstraint(e)) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }
}
