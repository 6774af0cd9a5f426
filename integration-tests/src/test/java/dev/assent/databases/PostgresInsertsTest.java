package dev.assent.databases;

import dev.assent.datasource.InsertsContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresInsertsTest extends InsertsContract {
    private final DataSource target;

    PostgresInsertsTest(DatabaseServers servers) throws SQLException {
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
