package dev.assent.databases;

import dev.assent.datasource.GlobalLockContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresGlobalLockTest extends GlobalLockContract {
    private final DataSource target;

    PostgresGlobalLockTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }
}
