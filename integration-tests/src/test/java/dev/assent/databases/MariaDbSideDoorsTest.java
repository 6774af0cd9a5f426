package dev.assent.databases;

import dev.assent.datasource.SideDoorsContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbSideDoorsTest extends SideDoorsContract {
    private final DataSource target;

    MariaDbSideDoorsTest(DatabaseServers servers) throws SQLException {
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
    protected String call() throws SQLException {
        run("CREATE PROCEDURE rows_of() SELECT id FROM account");
        return "{call rows_of()}";
    }
}
