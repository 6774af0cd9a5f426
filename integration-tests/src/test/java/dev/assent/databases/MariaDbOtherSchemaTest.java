package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.OtherSchemaContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mariadb.jdbc.MariaDbDataSource;

@ExtendWith(SharedServers.class)
final class MariaDbOtherSchemaTest extends OtherSchemaContract {
    private final DataSource target;

    MariaDbOtherSchemaTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.MARIADB);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String identity() {
        return "BIGINT AUTO_INCREMENT";
    }

    @Override
    protected String drop() {
        return "DROP DATABASE IF EXISTS other";
    }

    @Override
    protected void open(Connection connection, String schema) throws SQLException {
        connection.setCatalog(schema);
    }

    @Override
    protected String opened(Connection connection) throws SQLException {
        return connection.getCatalog();
    }

    /** Its catalogue does not list a table that the user may not see, so its absence from the list proves nothing. */
    @Test
    void whereTheUserCannotSeeAnUndoTableTheTableIsRefused() throws SQLException {
        run(
                "CREATE TABLE other.undo_log (id INT PRIMARY KEY)",
                "CREATE OR REPLACE USER clerk@'%'",
                "GRANT SELECT, UPDATE ON other.account TO clerk@'%'");
        try (Connection c = target.getConnection()) {
            run("GRANT ALL ON `" + c.getCatalog() + "`.* TO clerk@'%'");
            MariaDbDataSource clerks =
                    new MariaDbDataSource(c.getMetaData().getURL().replaceFirst("\\?.*", ""));
            clerks.setUser("clerk");

            assertThatThrownBy(() -> in(
                            XID,
                            new AtDataSource(clerks, branches),
                            "UPDATE other.account SET balance = 0 WHERE id = 1"))
                    .hasMessageStartingWith("ASN-4319: ")
                    .hasMessageContaining("other.undo_log exists or is hidden from this user");
            assertThat(balances()).containsExactly("50", "50");
        } finally {
            run("DROP USER clerk@'%'");
        }
    }
}
