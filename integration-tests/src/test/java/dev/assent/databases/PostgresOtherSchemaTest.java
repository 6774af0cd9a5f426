package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.OtherSchemaContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresOtherSchemaTest extends OtherSchemaContract {
    private final DataSource target;

    PostgresOtherSchemaTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    /** Two services with a schema each and one undo table would lock two rows under one name, or one under two. */
    @Test
    void anUndoTableThatOnlyTheSearchPathFindsMustBeNamedWithItsSchema() throws SQLException {
        AtDataSource path = new AtDataSource(
                opening(c -> {
                    try (Statement statement = c.createStatement()) {
                        statement.execute("SET search_path = other, public");
                    }
                }),
                branches);

        assertThatThrownBy(() -> in(XID, path, "UPDATE account SET balance = 0 WHERE id = 1"))
                .hasMessageStartingWith("ASN-4320: ")
                .hasMessageContaining("undo_log in schema other");
        assertThat(balances()).containsExactly("50", "50");
    }
}
