package dev.assent.databases;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.saga.store.JdbcStoreContract;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresSagaStoreTest extends JdbcStoreContract {
    private final DataSource database;

    PostgresSagaStoreTest(DatabaseServers servers) throws SQLException {
        this.database = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource dataSource() {
        return database;
    }
}
