package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.FakeBranches.Registered;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.Xid;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row is locked in one space, whichever schema a connection was opened with; otherwise the statement is refused. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class OtherSchemaContract extends AtContract {
    private static final String SPEND = "UPDATE other.account SET balance = balance - 10 WHERE id = 1";

    /** The statement that drops the schema {@code other} with all that is in it, if it is there. */
    protected String drop() {
        return "DROP SCHEMA IF EXISTS other CASCADE";
    }

    /** What a pool does for a data source of that schema. */
    protected void open(Connection connection, String schema) throws SQLException {
        connection.setSchema(schema);
    }

    protected String opened(Connection connection) throws SQLException {
        return connection.getSchema();
    }

    @BeforeEach
    void createOther() throws SQLException {
        run(
                drop(),
                "CREATE SCHEMA other",
                "CREATE TABLE other.account (id INT PRIMARY KEY, balance INT NOT NULL)",
                "INSERT INTO other.account VALUES (1, 50), (2, 50)");
    }

    @AfterEach
    void dropOther() throws SQLException {
        run(drop());
    }

    @Test
    void aTableOfAnotherSchemaIsLockedWithItsSchemaUnderTheSameMark() throws SQLException {
        globally(Mode.AUTOCOMMIT, c -> {
            Style.STATEMENT.update(c, SPEND);
            Style.STATEMENT.update(c, "UPDATE account SET balance = 0 WHERE id = 1");
        });

        assertThat(branches.registered())
                .extracting(Registered::lockKey)
                .containsExactly("other.account:1", "account:1");
        assertThat(branches.registered())
                .extracting(Registered::mark)
                .containsOnly(at().resource().mark());
        rollBackGlobally();
        assertThat(balances()).containsExactly("50", "50");
    }

    /** One says {@code other.account}, the other {@code account}. */
    @Test
    void dataSourcesOfOneUndoTableMeetAtTheSameRow() throws SQLException {
        AtOptions options =
                AtOptions.DEFAULTS.withUndoLogTable(home() + ".undo_log").withLockRetry(Duration.ofMillis(1), 1);
        AtDataSource one = new AtDataSource(target(), branches, options);
        AtDataSource two = new AtDataSource(openedWithOther(), branches, options);
        in(XID, one, SPEND);

        in(OTHER, two, "UPDATE account SET balance = 0 WHERE id = 2");
        assertThatThrownBy(() -> in(OTHER, two, "UPDATE account SET balance = 0 WHERE id = 1"))
                .hasMessageStartingWith("ASN-1350: ")
                .hasMessageContaining(XID.value());

        assertThat(two.resource().mark()).isEqualTo(one.resource().mark());
        assertThat(balances()).containsExactly("40", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"undo_log", "assent_database"})
    void aTableOfASchemaThatIsAnotherSpaceIsRefusedByName(String sign) throws SQLException {
        run("CREATE TABLE other." + sign + " (id INT PRIMARY KEY)");

        for (String sql : List.of(
                SPEND,
                "DELETE FROM other.account WHERE id = 1",
                "INSERT INTO other.account VALUES (3, 50)",
                "SELECT * FROM other.account WHERE id = 1 FOR UPDATE")) {
            assertThatThrownBy(() -> in(XID, at(), sql))
                    .as(sql)
                    .hasMessageStartingWith("ASN-4319: ")
                    .satisfies(e -> assertThat(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT))
                            .contains("table other.account", "other." + sign))
                    .hasCauseInstanceOf(NotAllowed.class);
        }
        assertThat(branches.registered()).isEmpty();
        assertThat(balances()).containsExactly("50", "50");

        run("DROP TABLE other." + sign);
        in(XID, at(), SPEND);
        assertThat(balances()).containsExactly("40", "50");
    }

    @Test
    void whatWasChangedBeforeIsStillTakenBack() throws SQLException {
        in(XID, at(), SPEND);
        run("CREATE TABLE other.undo_log (id INT PRIMARY KEY)");

        rollBackGlobally();

        assertThat(balances()).containsExactly("50", "50");
    }

    protected final void in(Xid xid, AtDataSource source, String sql) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(xid);
                Connection c = source.getConnection();
                var statement = c.createStatement()) {
            statement.execute(sql);
        }
    }

    protected final List<String> balances() throws SQLException {
        return rows("SELECT balance FROM other.account ORDER BY id");
    }

    private String home() throws SQLException {
        try (Connection c = target().getConnection()) {
            return opened(c);
        }
    }

    private DataSource openedWithOther() {
        return opening(c -> open(c, Dialect.of(c).identifiers("other").get(0)));
    }

    /** The target, whose connections do something first. */
    protected final DataSource opening(Work first) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, args) -> {
                    try {
                        Object result = method.invoke(target(), args);
                        if (result instanceof Connection connection) {
                            first.with(connection);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
