package dev.assent.databases;

import dev.assent.datasource.UpsertsContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresUpsertsTest extends UpsertsContract {
    private final DataSource target;

    PostgresUpsertsTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected char database() {
        return 'P';
    }
}
