package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.errors.Refusal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What JDBC returns besides statements must not lead around them. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class SideDoorsContract extends AtContract {
    private static final String ROWS = "SELECT id, name, balance FROM account WHERE id = 2";

    /** Ways to write through a result set. */
    enum Write {
        UPDATE {
            @Override
            void with(ResultSet rows) throws SQLException {
                rows.updateInt("balance", 7);
                rows.updateRow();
            }
        },
        DELETE {
            @Override
            void with(ResultSet rows) throws SQLException {
                rows.deleteRow();
            }
        },
        INSERT {
            @Override
            void with(ResultSet rows) throws SQLException {
                rows.moveToInsertRow();
                rows.updateInt("id", 9);
                rows.updateString("name", "Cy");
                rows.updateInt("balance", 1);
                rows.insertRow();
            }
        };

        abstract void with(ResultSet rows) throws SQLException;
    }

    /** A call that returns rows; may make what it calls. */
    protected String call() throws SQLException {
        return ROWS;
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void rowsThatWereOpenedBeforeCannotBeWrittenInside(Write write) throws SQLException {
        List<String> before = everything();
        try (Connection c = at().getConnection();
                Statement s = c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = s.executeQuery(ROWS)) {
            assertThat(rows.next()).isTrue();
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                assertThatThrownBy(() -> write.with(rows)).hasMessageStartingWith(Refusal.UPDATABLE_RESULT.code());
            }
        }

        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Write.class)
    void rowsThatWereWrittenOutsideStayOutside(Write write) throws SQLException {
        List<String> before = everything();
        try (Connection c = at().getConnection()) {
            c.setAutoCommit(false);
            try (Statement s = c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet rows = s.executeQuery(ROWS)) {
                assertThat(rows.next()).isTrue();
                write.with(rows);
            }
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 1"))
                        .hasMessageStartingWith("ASN-4392: ");
            }
            c.commit();
        }

        assertThat(everything()).isNotEqualTo(before);
    }

    @Test
    void aPreparedStatementRunsNoOtherText() throws SQLException {
        List<String> before = everything();
        String other = "UPDATE account SET balance = 1 WHERE id = 1";
        globally(Mode.AUTOCOMMIT, c -> {
            try (PreparedStatement s = c.prepareStatement(ROWS)) {
                assertThatThrownBy(() -> s.execute(other)).hasMessageStartingWith(Refusal.OTHER_TEXT.code());
                assertThatThrownBy(() -> s.executeUpdate(other)).hasMessageStartingWith(Refusal.OTHER_TEXT.code());
                assertThatThrownBy(() -> s.executeQuery(other)).hasMessageStartingWith(Refusal.OTHER_TEXT.code());
                assertThatThrownBy(() -> s.addBatch(other)).hasMessageStartingWith(Refusal.OTHER_TEXT.code());
            }
        });

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void rowsLeadBackToTheirStatement() throws SQLException {
        try (Connection c = at().getConnection();
                Statement plain = c.createStatement();
                PreparedStatement prepared = c.prepareStatement(ROWS);
                PreparedStatement insert = c.prepareStatement(
                        "INSERT INTO entry (account, note) VALUES (1, 'x')", Statement.RETURN_GENERATED_KEYS)) {
            try (ResultSet rows = plain.executeQuery(ROWS)) {
                assertThat(rows.getStatement()).isSameAs(plain);
                assertThat(rows.unwrap(ResultSet.class)).isSameAs(rows);
            }
            plain.execute(ROWS);
            assertThat(plain.getResultSet().getStatement()).isSameAs(plain);
            assertThat(prepared.executeQuery().getStatement()).isSameAs(prepared);
            prepared.execute();
            assertThat(prepared.getResultSet().getStatement()).isSameAs(prepared);
            insert.executeUpdate();
            assertThat(insert.getGeneratedKeys().getStatement()).isSameAs(insert);
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                insert.executeUpdate();
                assertThat(insert.getGeneratedKeys().getStatement()).isSameAs(insert);
            }
        }
    }

    @Test
    void theCatalogueLeadsBackToTheConnection() throws SQLException {
        try (Connection c = at().getConnection()) {
            DatabaseMetaData catalogue = c.getMetaData();
            assertThat(catalogue.getConnection()).isSameAs(c);
            assertThat(catalogue.unwrap(DatabaseMetaData.class)).isSameAs(catalogue);
            try (ResultSet tables = catalogue.getTables(c.getCatalog(), null, "%", new String[] {"TABLE"})) {
                assertLeadsBack(tables, c);
            }
            try (ResultSet types = catalogue.getTypeInfo()) {
                assertLeadsBack(types, c);
            }
        }
    }

    @Test
    void aCallLeadsBackToTheConnection() throws SQLException {
        try (Connection c = at().getConnection();
                CallableStatement call = c.prepareCall(call())) {
            assertThat(call.getConnection()).isSameAs(c);
            assertThat(call.unwrap(CallableStatement.class)).isSameAs(call);
            try (ResultSet rows = call.executeQuery()) {
                assertThat(rows.getStatement()).isSameAs(call);
            }
        }
    }

    @Test
    void theDriversOwnObjectsAreStillThere() throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = at().getConnection()) {
            Class<? extends Connection> type;
            try (Connection plain = target().getConnection()) {
                type = plain.getClass();
            }
            assertThat(c.isWrapperFor(type)).isTrue();
            assertThat(c.unwrap(type)).isInstanceOf(type);
        }
    }

    protected static void assertLeadsBack(ResultSet rows, Connection c) throws SQLException {
        if (rows.getStatement() != null) {
            assertThat(rows.getStatement().getConnection()).isSameAs(c);
        }
    }
}
