package dev.assent.databases;

import dev.assent.datasource.LockingReadsContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbLockingReadsTest extends LockingReadsContract {
    private final DataSource target;

    MariaDbLockingReadsTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.MARIADB);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected List<String> locks() {
        return List.of("FOR UPDATE", "LOCK IN SHARE MODE", "FOR UPDATE WAIT 2", "FOR UPDATE NOWAIT");
    }

    @Override
    protected String identity() {
        return "BIGINT AUTO_INCREMENT";
    }
}
