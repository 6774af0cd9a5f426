package dev.assent.datasource.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.dialect.Dialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TableMetasTest {
    private Connection connection;
    private TableMetas metas;
    private long nanos;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID());
        metas = new TableMetas(Dialect.of(connection), "undo_log", () -> nanos);
        run("CREATE SCHEMA other");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void anyWayToSpellATableLeadsToIt() throws SQLException {
        run("CREATE TABLE account (id INT PRIMARY KEY)", "CREATE TABLE other.\"a.B\"\"c\" (id INT PRIMARY KEY)");

        for (String spelt : List.of("account", "ACCOUNT", "\"ACCOUNT\"", "public.Account", " public.account ")) {
            TableMeta account = metas.of(connection, spelt);
            assertThat(account.name()).isEqualTo("\"PUBLIC\".\"ACCOUNT\"");
            assertThat(account.lockName()).isEqualTo("account");
        }
        TableMeta odd = metas.of(connection, "OTHER.\"a.B\"\"c\"");
        assertThat(odd.name()).isEqualTo("\"OTHER\".\"a.B\"\"c\"");
        assertThat(odd.lockName()).isEqualTo("other.a.b\"c");
    }

    @Test
    void aWildcardInANameIsJustACharacter() throws SQLException {
        run("CREATE TABLE a_b (id INT PRIMARY KEY)", "CREATE TABLE axb (id INT PRIMARY KEY, more INT)");

        assertThat(metas.of(connection, "a_b").columns()).hasSize(1);
    }

    @Test
    void columnsSayWhatTheDatabaseDoesWithThem() throws SQLException {
        run("""
                CREATE TABLE t (b INT, v INT, id INT AUTO_INCREMENT, g INT AS (v + 1), r INT ARRAY,
                  at TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, PRIMARY KEY (id, b))""");

        TableMeta table = metas.of(connection, "t");

        assertThat(table.key()).extracting(Column::name).containsExactly("ID", "B");
        assertThat(table.column("id").autoIncrement()).isTrue();
        assertThat(table.column("g").generated()).isTrue();
        assertThat(table.column("r").form()).isEmpty();
        assertThat(table.stored()).extracting(Column::name).containsExactly("B", "V", "ID", "R", "AT");
        assertThat(table.touchedBy(List.of(table.column("v"), table.column("g"))))
                .extracting(Column::name)
                .containsExactly("B", "V", "ID", "AT");
        assertThatThrownBy(() -> table.column("none")).hasMessageStartingWith("ASN-4304: ");
    }

    @Test
    void whatCannotBeLockedOrFoundIsRefused() throws SQLException {
        run("CREATE TABLE keyless (id INT)");

        assertThatThrownBy(() -> metas.of(connection, "keyless")).hasMessageStartingWith("ASN-4303: ");
        assertThatThrownBy(() -> metas.of(connection, "missing")).hasMessageStartingWith("ASN-4302: ");
        for (String odd : List.of("", "a.", ".a", "a b", "\"a", "a\"b\"", "a;b", "(select 1)")) {
            assertThatThrownBy(() -> metas.of(connection, odd)).hasMessageStartingWith("ASN-4306: ");
        }
    }

    @Test
    void aChangeOfATableIsNoticedASecondLater() throws SQLException {
        run("CREATE TABLE t (id INT PRIMARY KEY)");
        metas.of(connection, "t");
        run("ALTER TABLE t ADD COLUMN v INT");

        nanos += 999_999_999;
        assertThat(metas.of(connection, "t").columns()).hasSize(1);
        nanos += 1;
        assertThat(metas.of(connection, "t").columns()).hasSize(2);
    }

    @Test
    void allIsReadAnewWhenSomethingDoesNotFit() throws SQLException {
        run("CREATE TABLE t (id INT PRIMARY KEY)");
        metas.of(connection, "t");
        run("ALTER TABLE t ADD COLUMN v INT");

        metas.invalidate();

        assertThat(metas.of(connection, "t").columns()).hasSize(2);
    }

    @Test
    void whileOneThreadReadsATableAnewTheOthersUseTheOldDescriptionForASecondAtMost() throws SQLException {
        run("CREATE TABLE t (id INT PRIMARY KEY)");
        metas.of(connection, "t");
        run("ALTER TABLE t ADD COLUMN v INT");
        nanos += 1_000_000_000;

        Connection broken = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID());
        broken.close();
        assertThatThrownBy(() -> metas.of(broken, "t")).isInstanceOf(SQLException.class);
        assertThat(metas.of(connection, "t").columns()).hasSize(1);
        nanos += 1_000_000_000;
        assertThat(metas.of(connection, "t").columns()).hasSize(2);
    }

    @Test
    void aDatabaseThatKeepsCaseIsAskedForTheVeryNameFirst() throws SQLException {
        try (Connection loose = DriverManager.getConnection(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE")) {
            try (Statement statement = loose.createStatement()) {
                statement.execute("CREATE TABLE Account (id INT PRIMARY KEY)");
            }

            assertThat(new TableMetas(Dialect.of(loose), "undo_log")
                            .of(loose, "aCCOUNT")
                            .name())
                    .endsWith(".\"Account\"");
        }
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
