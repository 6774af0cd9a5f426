package dev.assent.databases;

import dev.assent.datasource.CostContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbCostTest extends CostContract {
    private final DataSource target;

    MariaDbCostTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.MARIADB);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String identity() {
        return "BIGINT AUTO_INCREMENT";
    }

    @Override
    protected boolean insertsReturnRows() {
        return true;
    }

    @Override
    protected boolean temporaryTablesAreAskedForByName() {
        return true;
    }
}
