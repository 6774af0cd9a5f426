package dev.assent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.databases.DatabaseCopies;
import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.demo.services.Store;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services whose databases are called {@code localhost}, or have two names, or are copies of each other (P9). */
@ExtendWith(SharedServers.class)
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("try") // a scope is there to be closed
final class DatabaseNamesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunDirectory run = RunDirectory.create("assent-one-name");
    private final DatabaseServers servers;
    private final Coordinator coordinator;
    private int names;

    DatabaseNamesTest(DatabaseServers servers) throws InterruptedException, IOException {
        this.servers = servers;
        Path settings =
                Files.writeString(run.path().resolve("coordinator.yaml"), "settle-wait-ms: 200\npark-after-ms: 1000\n");
        this.coordinator = Coordinator.start(run, List.of("--config", settings.toString()));
    }

    @AfterAll
    void close() throws InterruptedException {
        coordinator.stop();
        run.close();
    }

    /**
     * The account service commits locally and dies; the order service, whose database has the same name, must not be
     * taken for it.
     */
    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void aRollbackWaitsForTheDatabaseThatTheBranchIsIn(DatabaseKind kind) throws SQLException {
        String name = localhost(kind);
        try (Service orders = new Service(servers.fresh(kind), name, "order");
                Service accounts = new Service(servers.fresh(kind), name, "account")) {
            orders.isUsed();
            accounts.isUsed();
            Xid xid = orders.client.begin("buy", Duration.ofMinutes(1));
            orders.charge(xid, 1);
            accounts.charge(xid, 10);
            accounts.client.close();

            assertThat(orders.client.rollback(xid)).isEqualTo(Ending.ROLLBACK_RETRYING);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(orders.balance()).isEqualTo(1000));

            assertThat(orders.client.status(xid)).isNotIn(GlobalStatus.ROLLBACKED, GlobalStatus.FINISHED);
            assertThat(accounts.balance()).isEqualTo(990);
            assertThat(orders.undoRows()).isZero();

            try (AssentClient again = accounts.connect()) {
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(again.status(xid)).isIn(GlobalStatus.ROLLBACKED, GlobalStatus.FINISHED));
            }
            assertThat(accounts.balance()).isEqualTo(1000);
            assertThat(accounts.undoRows()).isZero();
        }
    }

    /** Another database is another space of locks, whatever its name. */
    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void rowsOfAnotherDatabaseAreNotLocked(DatabaseKind kind) throws SQLException {
        String name = localhost(kind);
        try (Service orders = new Service(servers.fresh(kind), name, "order");
                Service accounts = new Service(servers.fresh(kind), name, "account")) {
            orders.isUsed();
            accounts.isUsed();
            Xid first = orders.client.begin("first", Duration.ofMinutes(1));
            Xid second = accounts.client.begin("second", Duration.ofMinutes(1));
            orders.charge(first, 1);
            accounts.charge(second, 10);

            assertThat(orders.client.commit(first)).isEqualTo(Ending.COMMITTED);
            assertThat(accounts.client.commit(second)).isEqualTo(Ending.COMMITTED);
            assertThat(List.of(orders.balance(), accounts.balance())).containsExactly(999L, 990L);
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void twoNamesOfOneDatabaseShareItsLocks(DatabaseKind kind) throws SQLException {
        Database database = servers.fresh(kind);
        try (Service one = new Service(database, localhost(kind), "one");
                Service other = new Service(database, localhost(kind), "other")) {
            Xid first = one.client.begin("first", Duration.ofMinutes(1));
            Xid second = other.client.begin("second", Duration.ofMinutes(1));
            one.charge(first, 1);

            assertThatThrownBy(() -> other.charge(second, 10))
                    .hasMessageStartingWith("ASN-1350: ")
                    .hasMessageContaining(first.value());

            assertThat(one.client.commit(first)).isEqualTo(Ending.COMMITTED);
            other.charge(second, 10);
            one.client.close();
            assertThat(other.client.rollback(second)).isIn(Ending.ROLLED_BACK, Ending.ROLLBACK_RETRYING);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(other.balance()).isEqualTo(999));
        }
    }

    /** A template, a dump, or every table: all rows are there, that of the mark too. */
    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void aCopyIsRefusedWhileTheFirstIsThereAndAcceptedAfterwards(DatabaseKind kind) throws SQLException {
        String name = localhost(kind);
        Database original = servers.fresh(kind);
        Database copied = servers.fresh(kind);
        try (Service before = new Service(original, name, "first")) {
            before.isUsed();
        }
        DatabaseCopies.copy(original, copied);
        try (Service first = new Service(original, name, "first")) {
            first.isUsed(); // whichever of the two comes first is taken for the database
            refuseUntilTheFirstIsGone(first, copied, name);
        }
    }

    private void refuseUntilTheFirstIsGone(Service first, Database copied, String name) throws SQLException {
        try (Service copy = new Service(copied, name, "copy")) {
            Xid xid = first.client.begin("buy", Duration.ofMinutes(1));
            first.charge(xid, 1);
            assertThat(copy.mark()).isEqualTo(first.mark());

            assertThatThrownBy(() -> copy.charge(xid, 10))
                    .hasMessageContaining("this is a copy")
                    .hasMessageContaining(
                            "assent resource renew " + copy.data.resource().resourceId());
            first.charge(xid, 1);
            assertThat(copy.balance()).isEqualTo(1000);
            assertThat(first.client.commit(xid)).isEqualTo(Ending.COMMITTED);

            first.client.close(); // a failover: the copy is the database now
            Xid later = copy.client.begin("later", Duration.ofMinutes(1));
            copy.charge(later, 10);
            assertThat(copy.client.commit(later)).isEqualTo(Ending.COMMITTED);
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void aTruncatedMarkIsNotInventedWhileABranchIsOpen(DatabaseKind kind) throws SQLException {
        try (Service service = new Service(servers.fresh(kind), localhost(kind), "service")) {
            Xid open = service.client.begin("open", Duration.ofMinutes(1));
            service.charge(open, 1);
            String mark = service.mark();
            service.run("delete from assent_database");
            Xid xid = service.client.begin("later", Duration.ofMinutes(1));
            service.run("insert into account values (2, 1000)");

            assertThatThrownBy(() -> service.charge(xid, 2, 5)).hasMessageStartingWith("ASN-1302: ");
            assertThatThrownBy(() -> service.charge(xid, 2, 5))
                    .hasMessageContaining("ASN-4113: ")
                    .hasMessageContaining("mark " + mark);

            service.client.rollback(xid);
            service.client.rollback(open);
            await("its undo row says that it is the database")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(service.balance()).isEqualTo(1000));
        }
    }

    private String localhost(DatabaseKind kind) {
        names++;
        return "jdbc:" + kind.name().toLowerCase(Locale.ROOT) + "://localhost/app" + names;
    }

    private final class Service implements AutoCloseable {
        private final String name;
        private final HikariDataSource pool;
        private final AssentClient client;
        private final AtDataSource data;

        /** @param url as the service's host sees it */
        Service(Database database, String url, String name) throws SQLException {
            this.name = name;
            this.pool = database.pool(4);
            this.client = AssentClient.connect(ClientOptions.to(coordinator.address(), name));
            furnish(database);
            this.data = AtDataSource.wrap(
                    seen(DataSource.class, pool, url),
                    client,
                    AtOptions.DEFAULTS.withLockRetry(Duration.ofMillis(10), 5));
        }

        /** As the service does when it has started again. */
        AssentClient connect() throws SQLException {
            AssentClient again = AssentClient.connect(ClientOptions.to(coordinator.address(), name));
            again.register(new AtDataSource(data.target(), again).resource());
            return again;
        }

        /** As any database that has been part of a global transaction before: it has its mark. */
        void isUsed() throws SQLException {
            Xid xid = client.begin("first use", Duration.ofMinutes(1));
            charge(xid, 0);
            client.rollback(xid);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(client.status(xid)).isIn(GlobalStatus.ROLLBACKED, GlobalStatus.FINISHED));
        }

        private void furnish(Database database) throws SQLException {
            if (accounts() == 0) {
                Store.createTables(database, "account");
                run("insert into account values (1, 1000)");
            }
        }

        private long accounts() {
            try {
                return number("select count(*) from account");
            } catch (SQLException e) { // the table is not there yet
                return 0;
            }
        }

        String mark() {
            return String.valueOf(data.resource().mark());
        }

        void charge(Xid xid, int amount) throws SQLException {
            charge(xid, 1, amount);
        }

        void charge(Xid xid, int customer, int amount) throws SQLException {
            try (XidContext.Scope scope = XidContext.bind(xid);
                    Connection connection = data.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(
                        "update account set balance = balance - " + amount + " where customer = " + customer);
            }
        }

        long balance() throws SQLException {
            return number("select balance from account where customer = 1");
        }

        long undoRows() throws SQLException {
            return number("select count(*) from undo_log");
        }

        private void run(String sql) throws SQLException {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        private long number(String sql) throws SQLException {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }

        @Override
        public void close() {
            client.close();
            pool.close();
        }
    }

    /** A pool whose connections have been dialled by another URL. */
    private static <T> T seen(Class<T> type, T driver, String url) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                if (method.getName().equals("getURL")) {
                    return url;
                }
                Object result = method.invoke(driver, args);
                if (method.getName().equals("getConnection") && result instanceof Connection connection) {
                    return seen(Connection.class, connection, url);
                }
                return result instanceof DatabaseMetaData metaData
                        ? seen(DatabaseMetaData.class, metaData, url)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
