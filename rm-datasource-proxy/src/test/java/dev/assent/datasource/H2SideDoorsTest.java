package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class H2SideDoorsTest extends SideDoorsContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Test
    void anArrayLeadsBackToTheConnectionAndCanBeAParameter() throws SQLException {
        try (Connection c = at().getConnection();
                PreparedStatement echo = c.prepareStatement("SELECT CAST(? AS INT ARRAY)")) {
            Array made = c.createArrayOf("INT", new Object[] {1, 2});
            assertLeadsBack(made.getResultSet(), c);
            echo.setArray(1, made);
            try (ResultSet rows = echo.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat((Object[]) rows.getArray(1).getArray()).containsExactly(1, 2);
                assertLeadsBack(rows.getArray(1).getResultSet(), c);
                assertLeadsBack(((Array) rows.getObject(1)).getResultSet(), c);
            }
        }
    }
}
