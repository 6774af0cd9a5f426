package dev.assent.fuzz.isolation;

import dev.assent.fuzz.history.Kept;
import dev.assent.fuzz.history.Operation;
import dev.assent.fuzz.history.Operation.Append;
import dev.assent.fuzz.history.Operation.Read;
import dev.assent.fuzz.history.Transaction;
import dev.assent.fuzz.isolation.ListPlan.Action;
import dev.assent.fuzz.isolation.ListPlan.Local;
import dev.assent.fuzz.isolation.ListPlan.Step;
import dev.assent.fuzz.isolation.TwoDatabases.End;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.OutcomeUnknown;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/** Carries out one plan and writes down what was done and seen. */
final class ListTransaction {
    private final TwoDatabases databases;
    private final int number;
    private final ListPlan plan;
    private final int firstRow;
    private final IntSupplier values;
    private final List<Operation> done = new ArrayList<>();

    /** @param values a new value each time */
    ListTransaction(TwoDatabases databases, int number, ListPlan plan, int firstRow, IntSupplier values) {
        this.databases = databases;
        this.number = number;
        this.plan = plan;
        this.firstRow = firstRow;
        this.values = values;
    }

    End run() {
        return databases.globally(plan.timeout(), this::locals);
    }

    /** Once it is settled. */
    Transaction recorded(End end) {
        return new Transaction(number, done, databases.settled(end), end.commitAsked(), end.commitAnswered());
    }

    private boolean locals() throws SQLException {
        for (int i = 0; i < plan.locals().size(); i++) {
            List<Operation> operations = new ArrayList<>();
            Kept kept = Kept.NO;
            try {
                kept = local(i, plan.locals().get(i), operations);
            } catch (Failed e) {
                kept = e.kept;
                if (!plan.goesOn()) {
                    throw e.error;
                }
            } finally {
                note(operations, kept);
            }
        }
        return plan.commits();
    }

    private void note(List<Operation> operations, Kept kept) {
        long now = System.nanoTime();
        for (Operation operation : operations) {
            done.add(
                    operation instanceof Append append
                            ? new Append(append.row(), append.local(), append.value(), kept, now)
                            : operation);
        }
    }

    /** A local transaction that has ended with an error. */
    private static final class Failed extends Exception {
        private final transient SQLException error;
        private final Kept kept;

        Failed(SQLException error, Kept kept) {
            super(error);
            this.error = error;
            this.kept = kept;
        }

        /** What an error of a commit, or of a statement in autocommit mode, leaves open. */
        static Failed committing(SQLException error) {
            boolean refused = error.getCause() instanceof AssentException ours && !(ours instanceof OutcomeUnknown);
            return new Failed(error, refused ? Kept.NO : Kept.UNKNOWN);
        }
    }

    private Kept local(int index, Local local, List<Operation> operations) throws SQLException, Failed {
        Shard shard = databases.shard(local.shard());
        try (Connection connection = shard.connect()) {
            connection.setAutoCommit(local.autocommit());
            try {
                for (Step step : local.steps()) {
                    run(index, shard, connection, step, operations);
                }
            } catch (SQLException e) {
                if (local.autocommit()) {
                    throw Failed.committing(e);
                }
                connection.rollback();
                throw new Failed(e, Kept.NO);
            }
            return local.autocommit() ? Kept.YES : ended(shard, connection, local);
        }
    }

    private static Kept ended(Shard shard, Connection connection, Local local) throws SQLException, Failed {
        switch (local.end()) {
            case COMMIT -> committed(connection);
            case ROLLBACK -> connection.rollback();
            case KILLED -> {
                shard.killer().run();
                committed(connection);
            }
            case KILLED_MEANWHILE -> {
                CompletableFuture<Void> kill = CompletableFuture.runAsync(shard.killer());
                try {
                    committed(connection);
                } finally {
                    kill.join();
                }
            }
        }
        return local.end() == ListPlan.LocalEnd.ROLLBACK ? Kept.NO : Kept.YES;
    }

    private static void committed(Connection connection) throws Failed {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw Failed.committing(e);
        }
    }

    private void run(int index, Shard shard, Connection connection, Step step, List<Operation> operations)
            throws SQLException {
        int id = firstRow + step.row();
        if (step.action() == Action.APPEND) {
            int value = values.getAsInt();
            operations.add(new Append(shard.row(id), index, value, Kept.UNKNOWN, 0));
            update(connection, "update entry set vals = concat(vals, ?) where id = ?", "," + value, id);
            return;
        }
        boolean locking = step.action() != Action.READ;
        long began = System.nanoTime();
        String text = read(connection, locking, id);
        operations.add(new Read(shard.row(id), index, Shard.values(text), locking, began, System.nanoTime()));
        if (step.action() == Action.READ_AND_APPEND) {
            int value = values.getAsInt();
            operations.add(new Append(shard.row(id), index, value, Kept.UNKNOWN, 0));
            update(connection, "update entry set vals = ? where id = ?", text + "," + value, id);
        }
    }

    private static void update(Connection connection, String sql, String text, int id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, text);
            update.setInt(2, id);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("Expected one row " + id);
            }
        }
    }

    private static String read(Connection connection, boolean locking, int id) throws SQLException {
        String sql = "select vals from entry where id = ?" + (locking ? " for update" : "");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
