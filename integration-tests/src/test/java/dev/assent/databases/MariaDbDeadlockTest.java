package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.DeadlockContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
@SuppressWarnings("try") // a scope is there to be closed
final class MariaDbDeadlockTest extends DeadlockContract {
    private final DataSource target;

    MariaDbDeadlockTest(DatabaseServers servers) throws SQLException {
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

    /** The snapshot is older than a row: MariaDB takes back the whole local transaction. */
    @Test
    void aRowThatIsNewerThanTheSnapshotEndsTheLocalTransaction() throws SQLException {
        try (Connection c = at().getConnection()) {
            Style.STATEMENT.update(c, "SET SESSION innodb_snapshot_isolation = ON");
            c.setAutoCommit(false);
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                Style.STATEMENT.execute(c, "UPDATE account SET balance = 10 WHERE id = 1");
                try (Statement s = c.createStatement()) {
                    s.execute("SELECT balance FROM account");
                }
                run("UPDATE account SET balance = 500 WHERE id = 2");
                assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 2"))
                        .hasNoCause()
                        .extracting("errorCode")
                        .isEqualTo(1020);
                assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 3"))
                        .hasMessageStartingWith("ASN-4394: ");
                assertThatThrownBy(c::commit).hasMessageStartingWith("ASN-4394: ");
                c.rollback();
            }
        }

        assertThat(rows("SELECT balance FROM account ORDER BY id")).containsExactly("100", "500", "0");
        assertThat(branches.registered()).isEmpty();
    }

    /** Unless the server is set to end the local transaction, only the statement is taken back. */
    @Test
    void aLockThatIsNotFreeInTimeEndsTheStatementAlone() throws SQLException {
        try (Connection foreign = target().getConnection();
                Connection c = at().getConnection()) {
            foreign.setAutoCommit(false);
            Style.STATEMENT.update(foreign, "UPDATE account SET balance = 500 WHERE id = 2");
            Style.STATEMENT.update(c, "SET SESSION innodb_lock_wait_timeout = 1");
            c.setAutoCommit(false);
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                Style.STATEMENT.update(c, "UPDATE account SET balance = 10 WHERE id = 1");
                assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 2"))
                        .extracting("errorCode")
                        .isEqualTo(1205);
                c.commit();
            }
        }

        assertThat(rows("SELECT balance FROM account ORDER BY id")).containsExactly("10", "100", "0");
        rollBackGlobally();
        assertThat(rows("SELECT balance FROM account ORDER BY id")).containsExactly("100", "100", "0");
    }
}
