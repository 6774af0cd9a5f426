package dev.assent.databases;

import dev.assent.datasource.MarkContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresMarkTest extends MarkContract {
    private final DataSource target;

    PostgresMarkTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String deniedState() {
        return "42501";
    }
}
