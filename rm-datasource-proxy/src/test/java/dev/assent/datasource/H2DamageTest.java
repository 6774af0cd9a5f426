package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.api.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a database or a connection can do to us. */
@SuppressWarnings("try") // a scope is there to be closed
final class H2DamageTest extends AtContract {
    private final DataSource target = H2Databases.fresh();
    private boolean cut;

    @Override
    protected DataSource target() {
        return target;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aTriggerThatMovesARowThoughItIsNamedAsHarmlessIsSeenAndTheChangeTakenBack(Mode mode) throws SQLException {
        run("CREATE TRIGGER mover BEFORE UPDATE ON account FOR EACH ROW CALL '" + Mover.class.getName() + "'");

        AtDataSource source =
                new AtDataSource(target, branches, AtOptions.DEFAULTS.withHarmlessTriggers(Set.of("account.mover")));

        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = source.getConnection()) {
            c.setAutoCommit(mode == Mode.AUTOCOMMIT);
            assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 1"))
                    .hasMessageStartingWith("ASN-4393: ")
                    .hasCauseInstanceOf(NotAllowed.class);
            if (mode == Mode.EXPLICIT) {
                assertThatThrownBy(c::commit).hasMessageStartingWith("ASN-4394: ");
                c.rollback();
            }
        }

        assertThat(rows("SELECT id, balance FROM account ORDER BY id")).containsExactly("1|100", "2|100", "3|0");
        assertThat(branches.registered()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aCommitWithoutAnswerIsNeverCalledFailed(Mode mode) throws SQLException {
        AtDataSource source = new AtDataSource(losing("08006"), branches);

        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = source.getConnection()) {
            cut = true;
            assertThatThrownBy(() -> pay(c, mode))
                    .hasMessageStartingWith("ASN-3350: ")
                    .hasCauseInstanceOf(OutcomeUnknown.class)
                    .hasRootCauseMessage("the line is cut")
                    .extracting("SQLState")
                    .isEqualTo("08007");
        }

        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("1");
        rollBackGlobally();
        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("100");
    }

    @Test
    void aCommitThatTheDatabaseRefusesIsItsOwnError() throws SQLException {
        AtDataSource source = new AtDataSource(losing("23505"), branches);

        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = source.getConnection()) {
            cut = true;
            assertThatThrownBy(() -> pay(c, Mode.AUTOCOMMIT)).hasMessage("the line is cut");
        }
    }

    private static void pay(Connection c, Mode mode) throws SQLException {
        c.setAutoCommit(mode == Mode.AUTOCOMMIT);
        Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 1");
        if (mode == Mode.EXPLICIT) {
            c.commit();
        }
    }

    /** Its connections commit and, once the line is cut, report an error then. */
    private DataSource losing(String sqlState) {
        return proxy(
                DataSource.class,
                target,
                (method, result) -> method.equals("getConnection")
                        ? proxy(Connection.class, (Connection) result, (name, nothing) -> {
                            if (cut && name.equals("commit")) {
                                throw new SQLException("the line is cut", sqlState);
                            }
                            return nothing;
                        })
                        : result);
    }

    private static <T> T proxy(Class<T> type, T driver, After after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                return after.call(method.getName(), method.invoke(driver, args));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private interface After {
        Object call(String method, Object result) throws SQLException;
    }

    /** Gives each updated row another key. */
    public static final class Mover implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            after[0] = (Integer) after[0] + 100;
        }
    }
}
