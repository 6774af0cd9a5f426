package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.errors.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.api.Trigger;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // a scope is there to be closed
final class H2HindranceTest extends HindranceContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String[] trigger(String name, String event) {
        return new String[] {
            "CREATE TRIGGER " + name + " BEFORE " + event + " ON account FOR EACH ROW CALL '" + Quiet.class.getName()
                    + "'"
        };
    }

    @Override
    protected String moveToOther() {
        return "SET SCHEMA other";
    }

    @Override
    protected boolean temporaryTablesHideOthers() {
        return false;
    }

    /** H2 lets no table hide another one: here the temporary one is just not there for phase two. */
    @Override
    @Test
    void aTemporaryTableThatHidesAnotherIsRefused() throws SQLException {
        run("CREATE GLOBAL TEMPORARY TABLE everybodys (id INT PRIMARY KEY, v INT)");
        refused(Refusal.TEMPORARY_TABLE, "INSERT INTO everybodys VALUES (1, 1)", "");

        try (Connection c = at().getConnection();
                Statement s = c.createStatement()) {
            s.execute("CREATE LOCAL TEMPORARY TABLE mine (id INT PRIMARY KEY, v INT)");
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                assertThatThrownBy(() -> s.executeUpdate("INSERT INTO mine VALUES (1, 1)"))
                        .hasMessageStartingWith("ASN-4302: ");
            }
        }
    }

    /** Changes nothing, which only its author knows. */
    public static final class Quiet implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {}
    }
}
