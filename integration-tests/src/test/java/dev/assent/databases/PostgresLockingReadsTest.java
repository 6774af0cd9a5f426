package dev.assent.databases;

import dev.assent.datasource.LockingReadsContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresLockingReadsTest extends LockingReadsContract {
    private final DataSource target;

    PostgresLockingReadsTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected List<String> locks() {
        return List.of(
                "FOR UPDATE",
                "FOR NO KEY UPDATE",
                "FOR SHARE OF account",
                "FOR KEY SHARE",
                "FOR UPDATE OF account NOWAIT");
    }
}
