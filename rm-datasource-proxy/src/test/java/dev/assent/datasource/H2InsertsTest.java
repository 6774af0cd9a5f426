package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class H2InsertsTest extends InsertsContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected char database() {
        return 'H';
    }

    /** What jOOQ and Hibernate make of an INSERT that returns something. */
    @Test
    void aFinalTableReturnsWhatIsStored() throws SQLException {
        List<String> before = everything();
        globally(Mode.EXPLICIT, c -> {
            try (PreparedStatement insert = c.prepareStatement(
                    "SELECT \"ID\", e.note FROM FINAL TABLE (INSERT INTO entry (account, note) VALUES (?, ?), (2, ?)) e")) {
                insert.setInt(1, 1);
                insert.setString(2, "x");
                insert.setString(3, "y");
                assertRows(insert.executeQuery());
            }
            try (Statement insert = c.createStatement();
                    ResultSet row = insert.executeQuery(
                            "select * from final table (insert into account values (7, 'Di', 5))")) {
                assertThat(row.getMetaData().getColumnCount()).isEqualTo(3);
                assertThat(row.next()).isTrue();
                assertThat(row.getString("name")).isEqualTo("Di");
            }
        });
        assertThat(rows("SELECT id, note FROM entry WHERE id > 1 ORDER BY id")).containsExactly("2|x", "3|y");
        assertThat(branches.registered())
                .singleElement()
                .satisfies(branch -> assertThat(branch.lockKey()).contains("entry:2,3", "account:7"));
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }

    private static void assertRows(ResultSet rows) throws SQLException {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong("id")).isEqualTo(2);
        assertThat(rows.getString(2)).isEqualTo("x");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(3);
        assertThat(rows.next()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ID FROM FINAL TABLE (INSERT INTO entry (account) VALUES (1)) WHERE id > 0",
                "SELECT COUNT(*) FROM FINAL TABLE (INSERT INTO entry (account) VALUES (1))",
                "SELECT DISTINCT account FROM FINAL TABLE (INSERT INTO entry (account) VALUES (1))",
                "SELECT e.id FROM FINAL TABLE (INSERT INTO entry (account) VALUES (1)) e, account",
                "SELECT ID FROM FINAL TABLE (UPDATE entry SET account = 2) WHERE id = 1",
                "SELECT ID FROM NEW TABLE (UPDATE entry SET account = 2)",
                "SELECT ID FROM FINAL TABLE (MERGE INTO entry (id, account) KEY (id) VALUES (1, 2))",
                "SELECT ID FROM OLD TABLE (DELETE FROM entry)",
                "SELECT 1 WHERE EXISTS (SELECT ID FROM FINAL TABLE (INSERT INTO entry (account) VALUES (1)))"
            })
    void otherFinalTablesAreRefused(String sql) throws SQLException {
        List<String> before = everything();
        globally(Mode.EXPLICIT, c -> assertThatThrownBy(() -> runs(c, sql)).hasMessageMatching("(?s)ASN-43\\d\\d: .*"));
        assertThat(everything()).isEqualTo(before);
    }

    private static void runs(Connection c, String sql) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.executeQuery(sql);
        }
    }
}
