package dev.assent.databases;

import dev.assent.datasource.CostContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresCostTest extends CostContract {
    private final DataSource target;

    PostgresCostTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected boolean updatesReturnRows() {
        return true;
    }

    @Override
    protected boolean insertsReturnRows() {
        return true;
    }

    @Override
    protected boolean snapshotsHoldTheCatalogue() {
        return true;
    }
}
