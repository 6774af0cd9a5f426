package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.LockingReadsContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
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

    @Override
    protected String lockOfOuterJoin() {
        return "FOR NO KEY UPDATE OF a";
    }

    @Test
    void rowsOfTablesThatAreNotNamedAreNotChecked() throws SQLException {
        branches.hold(OTHER, at().resource().resourceId(), "entry:1");

        globally(Mode.EXPLICIT, c -> {
            try (Statement s = c.createStatement();
                    ResultSet r = s.executeQuery("SELECT a.id FROM account a JOIN entry e ON e.account = a.id,"
                            + " (SELECT 1 AS n) x WHERE x.n = a.id FOR UPDATE OF a NOWAIT")) {
                assertThat(r.next()).isTrue();
            }
        });
    }
}
