package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.SideDoorsContract;
import dev.assent.datasource.errors.Refusal;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresSideDoorsTest extends SideDoorsContract {
    private final DataSource target;

    PostgresSideDoorsTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Test
    void anArrayLeadsBackToTheConnectionAndCanBeAParameter() throws SQLException {
        try (Connection c = at().getConnection();
                PreparedStatement echo = c.prepareStatement("SELECT CAST(? AS int[])")) {
            Array made = c.createArrayOf("int4", new Object[] {1, 2});
            assertLeadsBack(made.getResultSet(), c);
            echo.setArray(1, made);
            try (ResultSet rows = echo.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat((Object[]) rows.getArray(1).getArray()).containsExactly(1, 2);
                assertLeadsBack(rows.getArray(1).getResultSet(), c);
                assertLeadsBack(((Array) rows.getObject(1)).getResultSet(), c);
            }
        }
    }

    /** PostgreSQL writes a large object where it is. */
    @Test
    @SuppressWarnings("try") // the scope is there to be closed
    void aLargeObjectCannotBeWrittenInside() throws SQLException {
        run(
                "CREATE TABLE paper (id int PRIMARY KEY, body oid)",
                "INSERT INTO paper VALUES (1, lo_from_bytea(0, 'abc'))");

        try (Connection c = at().getConnection();
                Statement s = c.createStatement()) {
            c.setAutoCommit(false);
            try (XidContext.Scope scope = XidContext.bind(XID);
                    ResultSet rows = s.executeQuery("SELECT body FROM paper")) {
                assertThat(rows.next()).isTrue();
                Blob body = rows.getBlob(1);
                assertThat(body.getBytes(1, 3)).asString().isEqualTo("abc");
                assertThatThrownBy(() -> body.setBytes(1, new byte[] {'x'}))
                        .hasMessageStartingWith(Refusal.UPDATABLE_RESULT.code());
                assertThatThrownBy(() -> body.truncate(1)).hasMessageStartingWith(Refusal.UPDATABLE_RESULT.code());
            }
            c.commit();
        }

        assertThat(rows("SELECT convert_from(lo_get(body), 'UTF8') FROM paper")).containsExactly("abc");
    }
}
