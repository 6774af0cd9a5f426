package dev.assent.fuzz.judge;

import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.script.Step;
import dev.assent.fuzz.server.Dump;
import dev.assent.fuzz.server.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs steps on a connection as a program does, and keeps what it was answered. */
final class Application {
    private final Place place;
    private final Connection connection;
    private final Map<Integer, Savepoint> savepoints = new HashMap<>();
    private final IdentityHashMap<Step.UpdateRow, ResultSet> opened = new IdentityHashMap<>();

    Application(Place place, Connection connection) {
        this.place = place;
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    Answer run(Step step) {
        return answer(() -> perform(step));
    }

    /** Before the global transaction. */
    Answer open(Step.UpdateRow step) {
        return answer(() -> {
            Statement statement =
                    connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
            opened.put(step, statement.executeQuery(step.query()));
            return "";
        });
    }

    Answer begin(boolean autoCommit) {
        savepoints.clear();
        return answer(() -> {
            connection.setAutoCommit(autoCommit);
            return "";
        });
    }

    Answer commit() {
        return answer(() -> {
            connection.commit();
            return "";
        });
    }

    /** Ends an explicit local transaction, if there is one. */
    Answer rollback() {
        return answer(() -> {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return "";
        });
    }

    private String perform(Step step) throws SQLException {
        if (step instanceof Step.Run run) {
            return statement(run.sql(), run.by());
        }
        if (step instanceof Step.Batch batch) {
            return batch(batch.members());
        }
        if (step instanceof Step.Several several) {
            return several(several.together());
        }
        if (step instanceof Step.UpdateRow update) {
            return updateRow(update);
        }
        if (step instanceof Step.SetSavepoint set) {
            savepoints.put(set.number(), connection.setSavepoint());
        } else if (step instanceof Step.BackToSavepoint back) {
            connection.rollback(savepoint(back.number()));
        } else if (step instanceof Step.ReleaseSavepoint release) {
            connection.releaseSavepoint(savepoint(release.number()));
            savepoints.remove(release.number());
        }
        return "";
    }

    private Savepoint savepoint(int number) throws SQLException {
        Savepoint savepoint = savepoints.get(number);
        if (savepoint == null) {
            throw new SQLException("no savepoint " + number, "3B001");
        }
        return savepoint;
    }

    private String statement(Sql sql, Step.By by) throws SQLException {
        String text = place.text(sql);
        return switch (by) {
            case PREPARED -> {
                try (PreparedStatement statement = connection.prepareStatement(text)) {
                    bind(statement, sql);
                    yield result(statement, statement.execute());
                }
            }
            case METADATA_CONNECTION -> {
                Connection driver = connection.getMetaData().getConnection();
                try (Statement statement = driver.createStatement()) {
                    yield result(statement, statement.execute(text));
                }
            }
            case RESULT_STATEMENT -> {
                try (Statement statement = connection.createStatement();
                        ResultSet one = statement.executeQuery("SELECT 1")) {
                    Statement driver = one.getStatement();
                    yield result(driver, driver.execute(text));
                }
            }
            default -> {
                try (Statement statement = connection.createStatement()) {
                    yield result(statement, statement.execute(text));
                }
            }
        };
    }

    private String several(Sql sql) throws SQLException {
        String text = place.text(sql);
        if (sql.params().isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                return results(statement, statement.execute(text));
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            bind(statement, sql);
            return results(statement, statement.execute());
        }
    }

    private static String results(Statement statement, boolean rows) throws SQLException {
        StringBuilder all = new StringBuilder(result(statement, rows));
        while (true) {
            boolean more = statement.getMoreResults();
            if (!more && statement.getUpdateCount() == -1) {
                return all.toString();
            }
            all.append(", ").append(result(statement, more));
        }
    }

    private static String result(Statement statement, boolean rows) throws SQLException {
        if (!rows) {
            return "count " + statement.getUpdateCount();
        }
        List<String> found = new ArrayList<>();
        try (ResultSet set = statement.getResultSet()) {
            int columns = set.getMetaData().getColumnCount();
            while (set.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(Dump.value(set, i));
                }
                found.add(String.valueOf(row));
            }
        }
        found.sort(null);
        return "rows " + found;
    }

    private String batch(List<Sql> members) throws SQLException {
        boolean alike = members.stream().map(Sql::text).distinct().count() == 1;
        if (alike) {
            try (PreparedStatement statement = connection.prepareStatement(place.text(members.get(0)))) {
                for (Sql member : members) {
                    bind(statement, member);
                    statement.addBatch();
                }
                return counts(statement.executeBatch());
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (Sql member : members) {
                statement.addBatch(place.text(member));
            }
            return counts(statement.executeBatch());
        }
    }

    /** A driver may say "done, how many is not known". */
    private static String counts(int[] counts) {
        boolean known = Arrays.stream(counts).allMatch(count -> count >= 0);
        return known ? "counts " + Arrays.toString(counts) : "counts unknown";
    }

    private String updateRow(Step.UpdateRow step) throws SQLException {
        ResultSet rows = opened.get(step);
        if (rows == null) {
            throw new SQLException("its rows could not be opened", "24000");
        }
        if (!rows.next()) {
            return "no row";
        }
        rows.updateInt("v", step.value());
        rows.updateRow();
        return "row updated";
    }

    private static void bind(PreparedStatement statement, Sql sql) throws SQLException {
        for (int i = 0; i < sql.params().size(); i++) {
            sql.params().get(i).bind(statement, i + 1);
        }
    }

    private static Answer answer(Attempt attempt) {
        try {
            return Answer.ran(attempt.run());
        } catch (SQLException | RuntimeException e) {
            return Answer.of(e);
        }
    }

    private interface Attempt {
        String run() throws SQLException;
    }

    /** A table that may not be read must not end the local transaction. */
    private static @Nullable Dump dumpOrBack(Connection raw, Place place, Savepoint before) throws SQLException {
        try {
            return Dump.of(raw, place);
        } catch (SQLException e) {
            raw.rollback(before);
            return null;
        }
    }

    /** The connection as the driver made it, to look at it without the data source. */
    static @Nullable Dump seen(Connection raw, Place place) {
        try {
            if (raw.getAutoCommit()) {
                return Dump.of(raw, place);
            }
            Savepoint before = raw.setSavepoint();
            Dump dump = dumpOrBack(raw, place, before);
            raw.releaseSavepoint(before);
            return dump;
        } catch (SQLException e) {
            return null; // PostgreSQL: an error has ended the local transaction
        }
    }
}
