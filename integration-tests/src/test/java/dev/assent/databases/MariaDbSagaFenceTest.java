package dev.assent.databases;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.saga.store.FenceContract;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbSagaFenceTest extends FenceContract {
    private final DataSource database;

    MariaDbSagaFenceTest(DatabaseServers servers) throws SQLException {
        this.database = servers.emptied(DatabaseKind.MARIADB);
    }

    @Override
    protected DataSource dataSource() {
        return database;
    }
}
