package dev.assent.databases;

import dev.assent.datasource.StatementFormsContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresStatementFormsTest extends StatementFormsContract {
    private final DataSource target;

    PostgresStatementFormsTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }
}
