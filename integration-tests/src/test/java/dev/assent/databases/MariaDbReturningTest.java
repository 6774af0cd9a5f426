package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.ReturningContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServers.class)
final class MariaDbReturningTest extends ReturningContract {
    private final DataSource target;

    MariaDbReturningTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.MARIADB);
    }

    /** MariaDB sends a count in the place of rows, before it has read any. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM account WHERE name = 'a' AND name = 'b' RETURNING id, balance",
                "DELETE FROM account WHERE 1 = 0 RETURNING *",
                "INSERT INTO account SELECT 9, 'x', 1 FROM account WHERE 1 = 0 RETURNING id"
            })
    void whatCanFindNothingIsAnsweredAsByTheDriver(String sql) throws SQLException {
        for (Style style : Style.values()) {
            try (Connection c = target().getConnection()) {
                List<String> plain = answers(c, sql, style);

                globally(
                        Mode.AUTOCOMMIT,
                        global -> assertThat(answers(global, sql, style)).isEqualTo(plain));
            }
        }
    }

    private static List<String> answers(Connection c, String sql, Style style) throws SQLException {
        try (Statement s = style == Style.PREPARED ? c.prepareStatement(sql) : c.createStatement()) {
            boolean rows = s instanceof PreparedStatement p ? p.execute() : s.execute(sql);
            String either = rows + " " + (s.getResultSet() != null) + " " + s.getUpdateCount();
            try (ResultSet found = s instanceof PreparedStatement p ? p.executeQuery() : s.executeQuery(sql)) {
                return List.of(
                        either, found.next() + " of " + found.getMetaData().getColumnCount() + " columns");
            }
        }
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String identity() {
        return "BIGINT AUTO_INCREMENT";
    }

    @Override
    protected List<String> statements() {
        return List.of(
                "DELETE FROM account WHERE id >= ? RETURNING id, balance AS b, concat('x', name) # all",
                "DELETE FROM account WHERE id >= ? ORDER BY id LIMIT 2 RETURNING *",
                "DELETE FROM account WHERE id >= ? AND id NOT IN (SELECT account FROM entry) RETURNING name, id");
    }
}
