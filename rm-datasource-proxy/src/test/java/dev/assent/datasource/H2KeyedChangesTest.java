package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

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
}
