package dev.assent.databases;

import dev.assent.datasource.undo.PostgreSqlUndoContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresUndoTest extends PostgreSqlUndoContract {
    private final DataSource database;

    PostgresUndoTest(DatabaseServers servers) throws SQLException {
        this.database = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected Connection connect() throws SQLException {
        return database.getConnection();
    }
}
