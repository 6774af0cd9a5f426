package dev.assent.datasource.undo;

import dev.assent.datasource.image.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes statements back from the last to the first. One statement may have changed rows in an order that is wrong one by one, and
 * a foreign key other rows with them: if a constraint forbids a row, all begins anew, and such a row waits until others have
 * moved.
 */
record UndoOrder(Connection connection, List<ItemUndo> undos) {
    void run() throws SQLException {
        List<ItemUndo> some =
                undos.stream().filter(undo -> !undo.keys().isEmpty()).toList();
        if (some.size() == 1 && some.get(0).keys().size() == 1) {
            new Row(some.get(0), some.get(0).keys().get(0)).restore(); // there is no other order
            return;
        }
        Savepoint start = connection.setSavepoint();
        try {
            for (ItemUndo undo : undos) {
                undo.run();
            }
        } catch (SQLException e) {
            if (!Refusals.isConstraint(e)) {
                throw e;
            }
            connection.rollback(start);
            inAnyOrder();
        }
        connection.releaseSavepoint(start);
    }

    private void inAnyOrder() throws SQLException {
        List<Row> waiting = new ArrayList<>();
        for (ItemUndo undo : undos) {
            undo.keys().forEach(key -> waiting.add(new Row(undo, key)));
        }
        while (!waiting.isEmpty()) {
            int before = waiting.size();
            Refused refused = pass(waiting);
            if (refused != null && waiting.size() == before) {
                throw refused.row.undo.refused(refused.error);
            }
        }
    }

    /** @return why the first of the rows that are left has to wait; null if none is left */
    private @Nullable Refused pass(List<Row> waiting) throws SQLException {
        Refused first = null;
        List<Row> left = new ArrayList<>();
        Set<Place> held = new HashSet<>();
        for (Row row : waiting) {
            SQLException refused = held.contains(row.place()) ? null : tryToRestore(row);
            if (refused != null || held.contains(row.place())) {
                left.add(row);
                held.add(row.place());
                first = first == null && refused != null ? new Refused(row, refused) : first;
            }
        }
        waiting.clear();
        waiting.addAll(left);
        return first;
    }

    /** @return null if it is as it was */
    private @Nullable SQLException tryToRestore(Row row) throws SQLException {
        Savepoint here = connection.setSavepoint();
        try {
            row.undo.run(row.key);
        } catch (SQLException e) {
            if (!Refusals.isConstraint(e)) {
                throw e;
            }
            connection.rollback(here);
            return e;
        }
        connection.releaseSavepoint(here);
        return null;
    }

    private record Refused(Row row, SQLException error) {}

    private record Row(ItemUndo undo, Key key) {
        void restore() throws SQLException {
            try {
                undo.run(key);
            } catch (SQLException e) {
                throw undo.refused(e);
            }
        }

        /** What one statement did to it is taken back before what an earlier one did. */
        Place place() {
            return new Place(undo.table(), key);
        }
    }

    private record Place(String table, Key key) {}
}
