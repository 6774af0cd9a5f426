package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.datasource.errors.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Functions of users that write, in places where a statement does not name them. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class HiddenWritersContract extends AtContract {
    /** Everything that a hidden writer may have written. */
    private static final String WRITTEN = "SELECT * FROM entry ORDER BY id";

    protected final void refused(String sql, String detail) throws SQLException {
        refused(Refusal.UNKNOWN_FUNCTION, sql, detail);
    }

    /** In a global transaction of a data source of its own, which has read no table yet. */
    protected final void refused(Refusal reason, String sql, String detail) throws SQLException {
        AtDataSource fresh = new AtDataSource(target(), branches);
        var before = rows(WRITTEN);
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = fresh.getConnection();
                Statement s = c.createStatement()) {
            assertThatThrownBy(() -> s.execute(sql))
                    .as(sql)
                    .hasMessageStartingWith(reason.code())
                    .satisfies(e -> assertThat(e.getMessage()).containsIgnoringCase(detail));
        }
        assertThat(rows(WRITTEN)).as(sql).isEqualTo(before);
        assertThat(branches.registered()).isEmpty();
    }

    protected final void undone(String sql) throws SQLException {
        var before = everything();
        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, sql));
        rollBackGlobally();
        assertThat(everything()).isEqualTo(before);
        branches.forget();
    }
}
