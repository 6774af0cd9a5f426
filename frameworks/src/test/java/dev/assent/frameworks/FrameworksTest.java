package dev.assent.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.druid.pool.DruidDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.assent.client.XidContext;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.datasource.FakeBranches;
import dev.assent.datasource.FakeBranches.Registered;
import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.model.BranchStatus;
import dev.assent.model.Xid;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shop, unchanged, over plain JDBC and over the data source of Assent: within a global transaction each step does the same,
 * and the rollback restores exactly what was.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class FrameworksTest {
    private static final Xid ROLLED_BACK = Xid.of("tc:8091", 1);
    private static final Xid COMMITTED = Xid.of("tc:8091", 2);
    private static final AtOptions OPTIONS = AtOptions.DEFAULTS.withCreateUndoLog(true);

    private final Servers servers = new Servers();
    private final FakeBranches branches = new FakeBranches();

    @AfterAll
    void stop() {
        servers.close();
    }

    static Stream<Arguments> all() {
        return Stream.of(DatabaseKind.values())
                .flatMap(kind -> Framework.ofThisBoot().map(framework -> Arguments.of(framework, kind)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachStepIsWhatPlainJdbcDoesAndIsUndone(Framework framework, DatabaseKind kind) throws SQLException {
        List<List<String>> expected = plain(framework, kind);
        Database database = servers.fresh(kind);
        try (HikariDataSource pool = database.pool(4)) {
            AtDataSource at = new AtDataSource(pool, branches, OPTIONS);
            compare(framework, kind, expected, at, at, pool);
        }
    }

    @Test
    void hikariOverTheDataSource() throws SQLException {
        Database database = servers.fresh(DatabaseKind.H2);
        try (HikariDataSource direct = database.pool(4)) {
            AtDataSource at = new AtDataSource(direct, branches, OPTIONS);
            HikariConfig config = new HikariConfig();
            config.setDataSource(at);
            config.setMaximumPoolSize(2);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                compare(Framework.SPRING_JDBC, DatabaseKind.H2, plain(Framework.SPRING_JDBC, DatabaseKind.H2), at, pool, direct);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisabledIfSystemProperty(named = Framework.TESTED_ELSEWHERE, matches = ".+", disabledReason = "the other Boot has the same Druid")
    void druidUnderTheDataSource(DatabaseKind kind) throws SQLException {
        Database database = servers.fresh(kind);
        try (DruidDataSource pool = new DruidDataSource()) {
            pool.setUrl(database.url());
            pool.setUsername(database.user());
            pool.setPoolPreparedStatements(true);
            pool.setValidationQuery("SELECT 1");
            AtDataSource at = new AtDataSource(pool, branches, OPTIONS);
            compare(Framework.MYBATIS, kind, plain(Framework.MYBATIS, kind), at, at, pool);
        }
    }

    static Stream<DatabaseKind> kinds() {
        return Stream.of(DatabaseKind.values());
    }

    private List<List<String>> plain(Framework framework, DatabaseKind kind) throws SQLException {
        try (HikariDataSource pool = servers.fresh(kind).pool(4)) {
            Warehouse warehouse = new Warehouse(pool);
            warehouse.create(kind);
            try (Shop shop = framework.shop(pool, kind)) {
                return play(shop, warehouse);
            }
        }
    }

    private void compare(
            Framework framework,
            DatabaseKind kind,
            List<List<String>> expected,
            AtDataSource at,
            DataSource used,
            DataSource direct)
            throws SQLException {
        branches.forget();
        Warehouse warehouse = new Warehouse(direct);
        warehouse.create(kind);
        List<String> before = warehouse.rows();
        try (Shop shop = framework.shop(used, kind)) {
            assertThat(globally(ROLLED_BACK, shop, warehouse)).isEqualTo(expected);
            rollBack(at);
            assertThat(warehouse.rows()).isEqualTo(before);

            branches.forget();
            List<List<String>> kept = globally(COMMITTED, shop, warehouse);
            commit(at);
            assertThat(warehouse.rows()).isEqualTo(kept.get(kept.size() - 1)).hasSameSizeAs(expected.get(expected.size() - 1));
            assertThat(warehouse.rows("SELECT xid FROM undo_log")).isEmpty();
        }
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private List<List<String>> globally(Xid xid, Shop shop, Warehouse warehouse) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(xid)) {
            List<List<String>> states = play(shop, warehouse);
            assertThat(branches.registered()).hasSizeGreaterThanOrEqualTo(10);
            return states;
        }
    }

    /** What is in the tables after each step. */
    private static List<List<String>> play(Shop shop, Warehouse warehouse) throws SQLException {
        List<List<String>> states = new ArrayList<>();
        long first = shop.order("Ann", new TreeMap<>(Map.of("ink", 1, "pen", 2)));
        states.add(warehouse.rows());
        long second = shop.order("Bob", Map.of("pen", 1));
        states.add(warehouse.rows());
        shop.changeNote(first, "at the door");
        states.add(warehouse.rows());
        shop.tag(first, Set.of("gift", "late"));
        states.add(warehouse.rows());
        shop.tag(first, Set.of("gift", "paid"));
        states.add(warehouse.rows());
        shop.raisePrices(5);
        states.add(warehouse.rows());
        shop.take("pen", 3);
        states.add(warehouse.rows());
        assertThatThrownBy(() -> shop.order("Cy", new TreeMap<>(Map.of("ink", 1, "pen", 100))))
                .hasStackTraceContaining("too few of pen");
        states.add(warehouse.rows());
        assertThat(states.get(states.size() - 1)).isEqualTo(states.get(states.size() - 2));
        shop.tag(second, Set.of("late"));
        shop.cancel(second);
        states.add(warehouse.rows());
        shop.clearSoldOut();
        states.add(warehouse.rows());
        assertThat(shop.page(0, 3)).containsExactly("ink", "pen");
        return states;
    }

    private void rollBack(AtDataSource at) throws SQLException {
        List<Registered> all = branches.registered();
        for (int i = all.size() - 1; i >= 0; i--) {
            Registered branch = all.get(i);
            assertThat(at.resource().rollback(branch.xid(), branch.branch(), branch.data()))
                    .isEqualTo(BranchStatus.PHASE_TWO_ROLLBACKED);
        }
    }

    private void commit(AtDataSource at) throws SQLException {
        for (Registered branch : branches.registered()) {
            assertThat(at.resource().commit(branch.xid(), branch.branch(), branch.data()))
                    .isEqualTo(BranchStatus.PHASE_TWO_COMMITTED);
        }
    }
}
