package dev.assent.seata;

import dev.assent.client.AssentClient;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.demo.audit.HeldRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** A service of ours on a database: our client, our data source. */
record Service(AtDataSource patient, AtDataSource hasty, HeldRows held) {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int MANY = 2000;
    private static final int FEW = 3;

    static Service on(Ledger ledger, AssentClient client) throws SQLException {
        AtDataSource patient = AtDataSource.wrap(ledger.pool(), client, AtOptions.DEFAULTS.withLockRetry(PAUSE, MANY));
        AtDataSource hasty = new AtDataSource(ledger.pool(), client, AtOptions.DEFAULTS.withLockRetry(PAUSE, FEW));
        return new Service(
                patient, hasty, new HeldRows(client, patient.resource().resourceId(), "account"));
    }

    /** Waits for a row that is held. */
    void run(String... statements) throws SQLException {
        run(patient, statements);
    }

    /** Gives up a row that is held. */
    void runInHaste(String... statements) throws SQLException {
        run(hasty, statements);
    }

    /** One statement with autocommit, several in one local transaction. */
    private static void run(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(statements.length == 1);
            for (String sql : statements) {
                statement.execute(sql);
            }
            if (statements.length > 1) {
                connection.commit();
            }
        }
    }

    /** Reads with a lock, in haste. */
    String read(int account) throws SQLException {
        try (Connection connection = hasty.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select balance from account where id = " + account + " for update")) {
            row.next();
            return row.getString(1);
        }
    }

    boolean holds(int row) {
        return !held.among(List.of((long) row)).isEmpty();
    }

    boolean holdsAnyUpTo(int row) {
        return !held.among(LongStream.rangeClosed(1, row).boxed().toList()).isEmpty();
    }
}
