package dev.assent.databases;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.saga.store.FenceContract;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresSagaFenceTest extends FenceContract {
    private final DataSource database;

    PostgresSagaFenceTest(DatabaseServers servers) throws SQLException {
        this.database = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource dataSource() {
        return database;
    }
}
