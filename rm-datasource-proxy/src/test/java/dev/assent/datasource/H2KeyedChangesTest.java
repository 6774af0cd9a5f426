package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class H2KeyedChangesTest extends KeyedChangesContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected boolean takes(String sql) {
        return !sql.contains("LIMIT") && !joinsBefore(sql) && !joinsBehind(sql);
    }

    @Test
    void aKeySpeltOtherwiseIsAnotherValue() throws SQLException {
        run(
                "CREATE TABLE xk (code VARCHAR_IGNORECASE(10) PRIMARY KEY, v INT)",
                "INSERT INTO xk VALUES ('Abc', 1), ('e', 2)");
        globally(
                Mode.AUTOCOMMIT,
                c -> assertThat(Style.STATEMENT.update(c, "UPDATE xk SET code = 'ABC' WHERE v = 1"))
                        .isOne());
        assertThat(rows("SELECT * FROM xk ORDER BY v")).containsExactly("ABC|1", "e|2");
        rollBackGlobally();
        assertThat(rows("SELECT * FROM xk ORDER BY v")).containsExactly("Abc|1", "e|2");
    }

    /** Hibernate's {@code @Generated} and jOOQ's {@code RETURNING}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id, balance FROM FINAL TABLE (UPDATE account SET balance = balance + 1 WHERE id = 2)     | 2 101",
                "select a.id, name from final table (update account x set name = 'q' where x.id = 1 -- it\\n) as a | 1 q",
                "SELECT balance FROM FINAL TABLE (UPDATE account SET balance = 7) ORDERED                           | 7 7 7",
                "SELECT id FROM FINAL TABLE (UPDATE account SET id = 9 WHERE id = 3)                                | 9",
                "SELECT id FROM FINAL TABLE (UPDATE account SET balance = 1 WHERE id = 77)                          |",
                "SELECT id FROM FINAL TABLE (UPDATE account SET balance = 1 WHERE id = (SELECT max(id) FROM account)) | 3"
            })
    void anUpdateWhoseRowsAreSelected(String sql, String expected) throws SQLException {
        List<String> before = everything();
        List<String> found = new ArrayList<>();
        globally(Mode.EXPLICIT, c -> {
            try (Statement s = c.createStatement();
                    ResultSet rows = s.executeQuery(sql.replace("\\n", "\n"))) {
                while (rows.next()) {
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        found.add(rows.getString(i));
                    }
                }
            }
        });
        assertThat(String.join(" ", found)).isEqualTo(expected == null ? "" : expected);
        assertThat(everything().equals(before)).isEqualTo(expected == null);
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
    }
}
