package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.KeyedChangesContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresKeyedChangesTest extends KeyedChangesContract {
    private final DataSource target;

    PostgresKeyedChangesTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String random() {
        return "random()";
    }

    /** It looks for duplicates row by row. */
    @Override
    protected boolean takesPermutedKeys() {
        return false;
    }

    @Override
    protected boolean takes(String sql) {
        return !sql.contains("LIMIT") && !joinsBefore(sql);
    }

    @Override
    protected int tripsBeside(boolean update) {
        return 1;
    }

    /** A new row that refers to an imaged one waits for nothing, as on plain JDBC. */
    @Test
    void newRowsMayReferToARowThatIsChanged() throws SQLException {
        run("CREATE TABLE child (id INT PRIMARY KEY, parent INT REFERENCES account)");
        watched().before("UPDATE", () -> run("SET lock_timeout = 1000", "INSERT INTO child VALUES (1, 1)"));

        globally(Mode.EXPLICIT, c -> {
            assertThat(Style.STATEMENT.update(c, "UPDATE account AS a SET balance = 1 WHERE a.id = 1"))
                    .isEqualTo(1);
            run("SET lock_timeout = 1000", "INSERT INTO child VALUES (2, 1)");
        });

        rollBackGlobally();
        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("100");
    }

    @Test
    void aThousandsOfRowsAreHeldToTheirKeysByOneParameter() throws SQLException {
        run("INSERT INTO account SELECT g, E'\\\\ \" '' {}', 1 FROM generate_series(100, 40100) g");
        List<String> before = everything();

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThat(Style.STATEMENT.update(c, "UPDATE account SET balance = 2 WHERE id >= 100"))
                        .isEqualTo(40_001));

        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    /** Not always, not for all rows, not in all partitions. */
    @Test
    void uniqueKeysThatDoNotNameEachRowDoNotStandForAPrimaryKey() throws SQLException {
        run(
                "CREATE TABLE later (a INT NOT NULL, b INT, UNIQUE (a) DEFERRABLE)",
                "CREATE TABLE partial (a INT NOT NULL, b INT)",
                "CREATE UNIQUE INDEX partial_a ON partial (a) WHERE b > 0",
                "CREATE TABLE computed (a INT NOT NULL, b INT)",
                "CREATE UNIQUE INDEX computed_a ON computed (abs(a))",
                "CREATE TABLE parted (a INT NOT NULL, b INT) PARTITION BY LIST (b)",
                "CREATE TABLE part PARTITION OF parted FOR VALUES IN (1)",
                "CREATE UNIQUE INDEX part_a ON part (a)");
        for (String table : List.of("later", "partial", "computed", "parted", "part")) {
            globally(
                    Mode.AUTOCOMMIT,
                    c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "UPDATE " + table + " SET b = 2"))
                            .as(table)
                            .hasMessageStartingWith("ASN-4303: "));
        }
    }

    @Test
    void keysOfEveryTypeAreFoundAgain() throws SQLException {
        int number = 0;
        for (String typed : List.of(
                "text|E'a\\\\\" {}'",
                "varchar(9)|'NULL'",
                "char(5)|'ab'",
                "uuid|'b8c0d35c-4417-4485-bbbb-a65111c82066'",
                "numeric|1.50",
                "timestamptz|'2026-01-01 00:00:00+03'",
                "timestamp|'infinity'",
                "date|'2026-01-01'",
                "bytea|'\\x00ff'",
                "boolean|true",
                "float8|0.1",
                "float4|0.1",
                "interval|'1 day'",
                "inet|'10.0.0.1'",
                "int[]|'{1}'",
                "time|'10:00'",
                "int2|1",
                "int8|9000000000")) {
            String[] parts = typed.split("\\|", -1);
            String table = "k" + number++;
            run(
                    "CREATE TABLE " + table + " (id " + parts[0] + " PRIMARY KEY, v INT)",
                    "INSERT INTO " + table + " VALUES (" + parts[1] + ", 1)");

            globally(
                    Mode.AUTOCOMMIT,
                    c -> assertThat(Style.STATEMENT.update(c, "UPDATE " + table + " SET v = 2"))
                            .as(typed)
                            .isEqualTo(1));

            assertThat(rows("SELECT v FROM " + table)).as(typed).containsExactly("2");
        }
    }
}
