package dev.assent.saga.store;

import static dev.assent.saga.store.Examples.NOW;
import static dev.assent.saga.store.Examples.alone;
import static dev.assent.saga.store.Examples.instance;
import static dev.assent.saga.store.Examples.running;
import static dev.assent.saga.store.Examples.step;
import static dev.assent.saga.store.Examples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.saga.SagaStore;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Step;
import dev.assent.saga.run.Transition;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store in a database does besides; on an empty database. */
public abstract class JdbcStoreContract extends StoreContract {
    private static final StoreSettings SETTINGS = StoreSettings.defaults();

    private @Nullable JdbcSagaStore store;

    protected abstract DataSource dataSource();

    @Override
    protected SagaStore store() {
        return jdbc();
    }

    private JdbcSagaStore jdbc() {
        JdbcSagaStore made = store;
        if (made == null) {
            made = new JdbcSagaStore(dataSource(), SETTINGS);
            store = made;
        }
        return made;
    }

    @BeforeEach
    void tables() throws SQLException {
        jdbc().createTables();
        run("CREATE TABLE account (id INT PRIMARY KEY, balance INT)", "INSERT INTO account VALUES (1, 0)");
    }

    @Test
    void aTransitionIsTwoStatementsAndOneCommit() {
        CountedCalls calls = new CountedCalls();
        JdbcSagaStore counted = new JdbcSagaStore(calls.of(dataSource()), SETTINGS);
        counted.insert(alone(running("warm", "a"))); // and the lease
        calls.statements.set(0);
        calls.commits.set(0);

        counted.insert(alone(running("i", "a")));
        assertThat(List.of(calls.statements.get(), calls.commits.get())).containsExactly(1, 1);
        counted.apply(with(
                instance("i", null, "a", 1, 1, null),
                step("i", "s1", 1, InstanceStatus.SUCCEEDED),
                step("i", "s2", 2, InstanceStatus.SUCCEEDED)));
        assertThat(List.of(calls.statements.get(), calls.commits.get())).containsExactly(3, 2);
    }

    @Test
    void theInstancesOfADeadNodeAreTakenOverInSlicesUnderANewEpoch() {
        for (int i = 0; i < 5; i++) {
            jdbc().insert(alone(running("i" + i, "a")));
        }
        jdbc().insert(alone(Examples.ended(running("over", "a"), 0)));
        assertThat(jdbc().claimDue("b", NOW, 10)).as("a lives").isEmpty();

        jdbc().leave("a");
        assertThat(jdbc().claimDue("b", NOW, 3)).hasSize(3).allSatisfy(run -> {
            assertThat(run.instance().owner()).isEqualTo("b");
            assertThat(run.instance().ownerEpoch()).isEqualTo(2);
        });
        assertThat(jdbc().claimDue("b", NOW, 3)).hasSize(2);
        assertThat(jdbc().claimDue("b", NOW, 3)).isEmpty();
        assertThat(jdbc().load("over").orElseThrow().instance().owner()).isEqualTo("a");
        assertThat(jdbc().apply(alone(instance("i0", null, "a", 1, 1, null))))
                .as("the slow old owner")
                .isFalse();
    }

    @Test
    void aLeaseEndsByTheDatabasesClockAndItsNodeGetsANewOne() throws SQLException {
        jdbc().insert(alone(running("i", "a")));
        run("UPDATE seata_saga_engine SET lease_until = lease_until - 29000");
        assertThat(jdbc().claim("i", "b")).as("1 s is left").isEmpty();
        run("UPDATE seata_saga_engine SET lease_until = lease_until - 2000 WHERE node = 'a'");
        assertThat(jdbc().claim("i", "b")).isPresent();

        jdbc().claimDue("a", NOW, 1);
        assertThat(value("SELECT COUNT(*) FROM seata_saga_engine WHERE node = 'a'"))
                .isEqualTo(1);
        assertThat(jdbc().claimDue("b", NOW, 10)).isEmpty();
    }

    @Test
    void aRowThatCannotBeReadIsParkedAndListedAndTheOthersGoOn() throws SQLException {
        for (String id : List.of("text", "status", "place", "step", "sound")) {
            jdbc().insert(with(instance(id, null, "a", 1, 0, NOW), step(id, "s", 1, InstanceStatus.SUCCEEDED)));
        }
        run(
                "UPDATE seata_state_machine_inst SET context = '{' WHERE id = 'text'",
                "UPDATE seata_state_machine_inst SET status = 'XX' WHERE id = 'status'",
                "UPDATE seata_state_machine_inst SET position = '{\"pending\":7}' WHERE id = 'place'",
                "UPDATE seata_state_inst SET output_params = '[' WHERE machine_inst_id = 'step'");

        assertThatThrownBy(() -> jdbc().load("text"))
                .hasMessageStartingWith(
                        "ASN-6509: Expected column context of row text in table seata_state_machine_inst to be readable,");
        assertThat(jdbc().claimDue("a", NOW, 10))
                .extracting(run -> run.instance().id())
                .containsExactly("sound");
        assertThat(jdbc().parked(10))
                .extracting(ParkedInstance::instanceId)
                .containsExactlyInAnyOrder("text", "status", "place", "step");
        assertThat(jdbc().parked(10))
                .allSatisfy(parked -> assertThat(parked.reason()).startsWith("ASN-6509: "));
        assertThat(jdbc().claimDue("a", NOW, 10)).as("once").hasSize(1);
    }

    @Test
    void theTablesOfSeatasScriptGetOurColumnsAndTheirRowsAreRead() throws SQLException, IOException {
        Dialect dialect = Dialect.of(dataSource());
        run("CREATE TABLE x_state_machine_inst (id VARCHAR(128) NOT NULL, machine_id VARCHAR(32) NOT NULL,"
                + " tenant_id VARCHAR(32) NOT NULL, parent_id VARCHAR(128),"
                + dialect.declare(" gmt_started TIME NOT NULL,")
                + " business_key VARCHAR(48)," + dialect.declare(" start_params TEXT, gmt_end TIME, excep BYTES,")
                + dialect.declare(" end_params TEXT,") + " status VARCHAR(2), compensation_status VARCHAR(2),"
                + dialect.declare(" is_running BOOL, gmt_updated TIME NOT NULL, PRIMARY KEY (id))"));
        JdbcSagaStore old = new JdbcSagaStore(dataSource(), SETTINGS.withPrefix("x_"));
        assertThatThrownBy(old::checkTables).hasMessageStartingWith("ASN-650");
        old.createTables();
        old.checkTables();
        assertThat(old.missingTables()).isEmpty();
        run(
                "INSERT INTO x_state_machine_inst (id, machine_id, tenant_id, gmt_started, start_params, end_params, status,"
                        + " gmt_updated) VALUES ('j', 'm', 't', '2026-01-01 00:00:00', '{\"@type\":\"java.util.HashMap\","
                        + "\"a\":1,\"l\":[\"java.lang.Long\",2],\"bd\":[\"java.math.BigDecimal\",100],"
                        + "\"p\":{\"@type\":\"com.example.Person\",\"name\":\"x\"}}', NULL, 'SU', '2026-01-01 00:00:00')",
                "INSERT INTO x_state_machine_inst (id, machine_id, tenant_id, gmt_started, start_params, end_params, status,"
                        + " gmt_updated) VALUES ('f', 'm', 't', '2026-01-01 00:00:00', '{\"@type\":\"java.util.HashMap\","
                        + "\"l\":2L,\"s\":Set[\"3L\"],\"d\":1.5D}', NULL, 'UN', '2026-01-01 00:00:00')",
                "INSERT INTO x_state_inst (id, machine_inst_id, name, gmt_started, status, input_params) VALUES"
                        + " ('2', 'j', 'B', '2026-01-01 00:00:02', 'SU', '[\"java.util.ArrayList\",[[\"java.lang.Long\",1]]]'),"
                        + " ('1', 'j', 'A', '2026-01-01 00:00:01', 'SU', '[]')");

        Run jackson = old.load("j").orElseThrow();
        assertThat(jackson.instance().startParams())
                .isEqualTo(Map.of("a", 1, "l", 2L, "bd", new BigDecimal(100), "p", Map.of("name", "x")));
        assertThat(jackson.steps()).extracting(Step::name).containsExactly("A", "B");
        assertThat(jackson.steps().get(1).input()).containsExactly(1L);
        assertThat(old.load("f").orElseThrow().instance().startParams())
                .isEqualTo(Map.of("l", 2L, "s", List.of("3L"), "d", 1.5));
        assertThat(old.claim("f", "a").orElseThrow().instance().ownerEpoch()).isEqualTo(1);
    }

    @Test
    void aMissingTableIsNamed() {
        assertThatThrownBy(() -> new JdbcSagaStore(dataSource(), SETTINGS.withPrefix("none_")).checkTables())
                .hasMessageStartingWith("ASN-6502: Expected the database to have table none_state_machine_def");
        assertThatThrownBy(() -> new JdbcSagaStore(dataSource(), SETTINGS.withPrefix("none_")).load("i"))
                .hasMessageStartingWith("ASN-6501: Expected the saga store to load instance i, but");
    }

    @Test
    void aBusinessKeyThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> jdbc().insert(alone(instance("i", "k".repeat(49), "a", 1, 0, null))))
                .hasMessageStartingWith(
                        "ASN-6507: Expected a business key to have at most 48 characters, but it has 49");
    }

    @Test
    void aStepInTheStoresOwnDatabaseIsDoneWithItsResultOrNotAtAll() throws SQLException {
        Instance held = running("i", "a");
        jdbc().insert(alone(held));

        assertThatThrownBy(() -> jdbc().inTransaction(held, connection -> {
                    pay(connection);
                    throw new IllegalStateException("no money");
                }))
                .hasMessage("no money");
        assertThat(balance()).isZero();
        assertThat(jdbc().load("i").orElseThrow().instance()).isEqualTo(held);

        assertThat(jdbc().inTransaction(held, this::paid)).isPresent();
        assertThat(balance()).isEqualTo(1);
        Run after = jdbc().load("i").orElseThrow();
        assertThat(after.instance().revision()).isEqualTo(1);
        assertThat(after.steps()).hasSize(1);

        assertThat(jdbc().inTransaction(held, this::paid)).as("again").isEmpty();
        assertThat(balance()).isEqualTo(1);
    }

    @Test
    void aSlowOldOwnerDoesNotDoTheStepAgain() throws SQLException {
        Instance held = running("i", "a");
        jdbc().insert(alone(held));
        jdbc().leave("a");
        Instance taken = jdbc().claimDue("b", NOW, 1).get(0).instance();

        assertThat(jdbc().inTransaction(taken, connection -> {
                    pay(connection);
                    return with(instance("i", null, "b", 2, 1, null), step("i", "s", 1, InstanceStatus.SUCCEEDED));
                }))
                .isPresent();
        assertThat(jdbc().inTransaction(held, this::paid)).isEmpty();
        assertThat(balance()).isEqualTo(1);
    }

    @Test
    void aTakeOverInTheMiddleOfAStepFindsItDone() throws SQLException, InterruptedException, ExecutionException {
        Instance held = running("i", "a");
        jdbc().insert(alone(held));
        jdbc().leave("a");
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            List<Future<Optional<Run>>> claims = new ArrayList<>();
            Optional<Transition> done = jdbc().inTransaction(held, connection -> {
                claims.add(other.submit(() -> jdbc().claim("i", "b")));
                return paid(connection);
            });
            assertThat(done).isPresent();
            Run claimed = claims.get(0).get().orElseThrow();
            assertThat(claimed.instance().revision()).isEqualTo(1);
            assertThat(claimed.instance().ownerEpoch()).isEqualTo(2);
            assertThat(claimed.steps()).hasSize(1);
            assertThat(balance()).isEqualTo(1);
        } finally {
            other.shutdown();
        }
    }

    private Transition paid(Connection connection) throws SQLException {
        pay(connection);
        return with(instance("i", null, "a", 1, 1, null), step("i", "s", 1, InstanceStatus.SUCCEEDED));
    }

    private static void pay(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE account SET balance = balance + 1 WHERE id = 1");
        }
    }

    private int balance() throws SQLException {
        return value("SELECT balance FROM account WHERE id = 1");
    }

    private int value(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : Arrays.asList(statements)) {
                statement.execute(each);
            }
        }
    }
}
