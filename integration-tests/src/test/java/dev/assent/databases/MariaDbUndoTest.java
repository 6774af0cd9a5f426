package dev.assent.databases;

import dev.assent.datasource.undo.MariaDbUndoContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbUndoTest extends MariaDbUndoContract {
    private final DataSource database;

    MariaDbUndoTest(DatabaseServers servers) throws SQLException {
        this.database = servers.emptied(DatabaseKind.MARIADB);
    }

    @Override
    protected Connection connect() throws SQLException {
        return database.getConnection();
    }
}
