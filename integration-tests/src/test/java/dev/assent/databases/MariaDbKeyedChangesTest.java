package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.KeyedChangesContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbKeyedChangesTest extends KeyedChangesContract {
    private final DataSource target;

    MariaDbKeyedChangesTest(DatabaseServers servers) throws SQLException {
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

    /** It looks for duplicates row by row. */
    @Override
    protected boolean takesPermutedKeys() {
        return false;
    }

    @Override
    protected boolean takes(String sql) {
        return !sql.startsWith("DELETE FROM account a") && !joinsBehind(sql);
    }

    /** A sub-select of the image locks what it reads, as that of the change does. */
    @Override
    protected boolean othersMayChangeWhatAConditionReads() {
        return false;
    }

    @Test
    void aSubSelectFindsWhatOthersHaveCommittedSince() throws SQLException {
        List<String> before = rows("SELECT * FROM account ORDER BY id");
        globally(Mode.EXPLICIT, c -> {
            rows(c, "SELECT * FROM entry");
            run("INSERT INTO entry (account, note) VALUES (2, 'new')");

            assertThat(Style.STATEMENT.update(
                            c, "UPDATE account SET balance = 1 WHERE id IN (SELECT account FROM entry)"))
                    .isEqualTo(2);
        });

        assertThat(rows("SELECT id FROM account WHERE balance = 1 ORDER BY id")).containsExactly("1", "2");
        rollBackGlobally();
        assertThat(rows("SELECT * FROM account ORDER BY id")).isEqualTo(before);
    }

    @Test
    void parentsAndChildrenGoTogetherAndComeBack() throws SQLException {
        run(
                "CREATE TABLE part (id INT PRIMARY KEY, account INT NOT NULL, FOREIGN KEY (account) REFERENCES account (id))",
                "CREATE TABLE screw (id INT PRIMARY KEY, part INT NOT NULL, FOREIGN KEY (part) REFERENCES part (id))",
                "INSERT INTO part VALUES (1, 1), (2, 1)",
                "INSERT INTO screw VALUES (1, 1), (2, 1), (3, 2)");
        List<String> before = everything();
        List<String> screws = rows("SELECT * FROM screw s JOIN part p ON s.part = p.id ORDER BY s.id");
        String join =
                " FROM screw s STRAIGHT_JOIN part p ON s.part = p.id"; // or the order is MariaDB's, and may be wrong

        for (String tables : List.of("s, p", "p, s")) {
            globally(
                    Mode.AUTOCOMMIT,
                    c -> assertThat(Style.STATEMENT.update(c, "DELETE " + tables + join + " WHERE p.account = 1"))
                            .isEqualTo(5));

            assertThat(rows("SELECT * FROM screw")).isEmpty();
            rollBackGlobally();
            branches.forget();
            assertThat(everything()).isEqualTo(before);
            assertThat(rows("SELECT * FROM screw s JOIN part p ON s.part = p.id ORDER BY s.id"))
                    .isEqualTo(screws);
        }
    }

    @Test
    void twoNamesOfOneTableAreRefused() throws SQLException {
        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(
                                c, "UPDATE account a JOIN account b ON b.id = a.id + 1 SET a.name = 'x', b.name = 'y'"))
                        .hasMessageStartingWith("ASN-4359: "));
    }

    /** A view may hold a UNION, whose rows cannot be locked through it. */
    @Test
    void aSubSelectOfAViewIsRefused() throws SQLException {
        run("CREATE VIEW joined AS SELECT * FROM entry UNION SELECT * FROM entry");

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(
                                c, "UPDATE account SET balance = 1 WHERE id IN (SELECT account FROM joined)"))
                        .hasMessageStartingWith("ASN-4363: ")
                        .hasMessageContaining("view joined"));
    }

    @Test
    void whatASubSelectHasReadStaysAsItIs() throws SQLException {
        globally(Mode.EXPLICIT, c -> {
            watched()
                    .before(
                            "UPDATE",
                            () -> assertThatThrownBy(() -> run("SET innodb_lock_wait_timeout = 1", "DELETE FROM entry"))
                                    .hasMessageContaining("Lock wait timeout"));
            assertThat(Style.STATEMENT.update(
                            c, "UPDATE account SET balance = 1 WHERE id IN (SELECT account FROM entry)"))
                    .isEqualTo(1);
        });
    }

    /** With it, a row that was changed since the first plain read of the local transaction cannot be locked. */
    @Test
    void ourOwnReadsDoNotFixTheMomentAsOfWhichTheApplicationReads() throws SQLException {
        globally(Mode.EXPLICIT, c -> {
            c.unwrap(org.mariadb.jdbc.Connection.class)
                    .createStatement()
                    .execute("SET SESSION innodb_snapshot_isolation = ON");
            Style.STATEMENT.update(c, "UPDATE account SET balance = 1 WHERE id = 1");
            Style.STATEMENT.update(c, "INSERT INTO account VALUES (8, 'x', 1)");
            run("UPDATE account SET balance = 5 WHERE id = 2");

            assertThat(Style.STATEMENT.update(c, "UPDATE account SET balance = balance + 1 WHERE id = 2"))
                    .isEqualTo(1);
        });

        assertThat(rows("SELECT balance FROM account WHERE id = 2")).containsExactly("6");
    }

    @Test
    void tooManyKeysAreRefused() throws SQLException {
        run("INSERT INTO account SELECT seq, 'x', 1 FROM seq_100_to_30100");
        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(
                                () -> Style.STATEMENT.update(c, "UPDATE account SET balance = 2 WHERE id >= 100"))
                        .hasMessageStartingWith("ASN-4344: "));

        assertThat(rows("SELECT count(*) FROM account WHERE balance = 2")).containsExactly("0");
    }

    private static void rows(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            assertThat(r.next()).isTrue();
        }
    }
}
