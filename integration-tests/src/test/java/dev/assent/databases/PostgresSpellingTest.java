package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.AtContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
@SuppressWarnings("try") // a scope is there to be closed
final class PostgresSpellingTest extends AtContract {
    private final DataSource target;

    PostgresSpellingTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Test
    void aSessionThatSpellsValuesOtherwiseIsRefused() throws SQLException {
        try (Connection c = at().getConnection();
                Statement s = c.createStatement()) {
            s.execute("SET IntervalStyle = iso_8601");
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                assertThatThrownBy(() -> s.executeUpdate("UPDATE account SET balance = 1"))
                        .hasMessageStartingWith("ASN-4398: ")
                        .hasMessageContaining("iso_8601");
            }
        }
    }

    @Test
    void aGeneratedIdentityThatNoUpdateCanWriteBackIsLeftAlone() throws SQLException {
        run(
                "CREATE TABLE g (id INT PRIMARY KEY, n INT GENERATED ALWAYS AS IDENTITY, v INT)",
                "INSERT INTO g (id, v) VALUES (1, 1)");

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE g SET n = DEFAULT"))
                        .hasMessageStartingWith("ASN-4307: ")
                        .hasMessageContaining("column n"));
        assertThat(rows("SELECT n FROM g")).containsExactly("1");

        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, "DELETE FROM g"));
        rollBackGlobally();
        assertThat(rows("SELECT id, n, v FROM g")).containsExactly("1|1|1");
    }
}
