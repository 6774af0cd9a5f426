package dev.assent.endtoend;

import static org.awaitility.Awaitility.await;

import dev.assent.client.AssentClient;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.demo.database.Database;
import dev.assent.demo.services.Store;
import dev.assent.demo.shop.AccountService;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A bank of a few customers with 1,000 cents each, in one database; MyBatis on the AT data source over HikariCP. */
final class Bank implements AutoCloseable {
    static final int ANN = 1;
    static final int BOB = 2;
    /** One for each kind of database. */
    static final int FIRST_OF_MORE = 3;

    private final Database database;
    private final AssentClient client;
    private final ObservedBranches watched = new ObservedBranches();
    private final Store store;
    private final AccountService accounts;
    private int left;

    Bank(Database database, AssentClient client) throws SQLException {
        this.database = database;
        this.client = client;
        // 10 s to wait for a row: the test that sees somebody wait ends it long before
        Store.createTables(database, "account");
        this.store = Store.join(
                database, client, 20, AtOptions.DEFAULTS.withLockRetry(Duration.ofMillis(10), 1000), watched);
        this.accounts = new AccountService(store.data());
        store.run("insert into account values (1, 1000), (2, 1000), (3, 1000), (4, 1000), (5, 1000)");
    }

    /** Through MyBatis: SELECT … FOR UPDATE, UPDATE and INSERT in one local transaction. */
    void charge(long order, int customer, long amount) {
        accounts.charge(order, customer, amount);
    }

    /** One UPDATE in autocommit mode. */
    void debit(int customer, long amount) throws SQLException {
        try (Connection connection = store.data().getConnection()) {
            debit(connection, customer, amount);
        }
    }

    /** One UPDATE in a local transaction. */
    void debitExplicitly(int customer, long amount) throws SQLException {
        try (Connection connection = store.data().getConnection()) {
            connection.setAutoCommit(false);
            debit(connection, customer, amount);
            connection.commit();
        }
    }

    /** One UPDATE in autocommit mode that asks three times for a row and gives up. */
    void debitInHaste(int customer, long amount) throws SQLException {
        AtDataSource hasty =
                new AtDataSource(store.plain(), client, AtOptions.DEFAULTS.withLockRetry(Duration.ofMillis(1), 3));
        try (Connection connection = hasty.getConnection()) {
            debit(connection, customer, amount);
        }
    }

    private static void debit(Connection connection, int customer, long amount) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update account set balance = balance - ? where customer = ?")) {
            update.setLong(1, amount);
            update.setInt(2, customer);
            update.executeUpdate();
        }
    }

    /** Past Assent, as somebody who does not know of it. */
    void overwrite(int customer, long balance) throws SQLException {
        store.run("update account set balance = " + balance + " where customer = " + customer);
    }

    long balance(int customer) throws SQLException {
        return store.number("select balance from account where customer = " + customer);
    }

    long payments() throws SQLException {
        return store.number("select count(*) from payment");
    }

    long openUndo() throws SQLException {
        return store.number("select count(*) from undo_log where log_status = 0");
    }

    boolean isHeld(int customer) {
        return !store.held("account").among(List.of((long) customer)).isEmpty();
    }

    /** One more branch waits for a person, and will wait to the end. */
    void leaveOne() {
        left++;
    }

    /** How many calls may wait at the coordinator for rows that others hold. */
    int waiting() {
        return watched.waiting();
    }

    /** Phase two is over, and every connection is back in the pool. */
    void awaitRest() {
        await(toString())
                .atMost(Duration.ofSeconds(60))
                .until(() -> openUndo() == left && !isHeld(ANN) && !isHeld(BOB) && store.connectionsInUse() == 0);
    }

    @Override
    public String toString() {
        return database.kind().toString();
    }

    @Override
    public void close() {
        store.close();
    }
}
