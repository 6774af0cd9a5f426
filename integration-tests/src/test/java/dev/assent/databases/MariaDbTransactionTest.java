package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.TransactionContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mariadb.jdbc.MariaDbDataSource;

@ExtendWith(SharedServers.class)
final class MariaDbTransactionTest extends TransactionContract {
    private final DataSource target;

    MariaDbTransactionTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.MARIADB);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected DataSource takingSeveralStatements() throws SQLException {
        MariaDbDataSource direct = (MariaDbDataSource) target;
        String url = direct.getUrl();
        MariaDbDataSource lenient =
                new MariaDbDataSource(url + (url.contains("?") ? "&" : "?") + "allowMultiQueries=true");
        lenient.setUser(direct.getUser());
        return lenient;
    }

    @Test
    void severalStatementsAreRefusedWhereTheDriverIsNotAskedForThem() throws SQLException {
        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "DELETE FROM account; DELETE FROM entry"))
                        .hasMessageStartingWith("ASN-4350: ")
                        .hasMessageContaining("allowMultiQueries"));
        assertThat(rows("SELECT count(*) FROM account")).containsExactly("3");
    }

    /** A table of Aria that a transaction has read leaves it without savepoints. */
    @Test
    void aTransactionWithoutSavepointsRunsWhatNeedsNone() throws SQLException {
        run("CREATE TABLE settings (id INT PRIMARY KEY, v INT) ENGINE = Aria", "INSERT INTO settings VALUES (1, 7)");
        List<String> before = everything();

        globally(Mode.EXPLICIT, c -> {
            try (Statement s = c.createStatement()) {
                s.execute("SELECT v FROM settings");
                s.execute("SELECT balance FROM account WHERE id = 1 FOR UPDATE");
            }
            assertThat(Style.STATEMENT.update(
                            c, "UPDATE account SET balance = 1 WHERE id IN (SELECT account FROM entry)"))
                    .isEqualTo(1);
            assertThatThrownBy(() -> Style.STATEMENT.update(c, "REPLACE INTO account VALUES (1, 'Ann', 5)"))
                    .hasMessageStartingWith("ASN-4345: ");
        });

        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("1");
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aLockingReadWithoutSavepointsWaitsForItsRowsToo() throws SQLException {
        run("CREATE TABLE settings (id INT PRIMARY KEY, v INT) ENGINE = Aria", "INSERT INTO settings VALUES (1, 7)");
        branches.hold(OTHER, at().resource().resourceId(), "account:1");
        duringPause(() -> branches.free(OTHER));

        globally(Mode.EXPLICIT, c -> {
            try (Statement s = c.createStatement()) {
                s.execute("SELECT v FROM settings");
                assertThat(s.execute("SELECT id FROM account WHERE id = 1 FOR UPDATE"))
                        .isTrue();
            }
        });

        assertThat(branches.refusals()).isEqualTo(1);
    }

    @Override
    protected String identity() {
        return "BIGINT AUTO_INCREMENT";
    }
}
