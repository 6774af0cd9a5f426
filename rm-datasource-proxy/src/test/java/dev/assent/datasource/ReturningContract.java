package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change that returns its rows: the caller gets what the driver alone would give, in each way to ask for it. */
public abstract class ReturningContract extends AtContract {
    /** With the parameter 2. */
    protected abstract List<String> statements();

    private enum Way {
        QUERY {
            @Override
            ResultSet rows(Statement s, String sql) throws SQLException {
                return s.executeQuery(sql);
            }

            @Override
            ResultSet rows(PreparedStatement s) throws SQLException {
                return s.executeQuery();
            }
        },
        EITHER {
            @Override
            ResultSet rows(Statement s, String sql) throws SQLException {
                assertThat(s.execute(sql)).isTrue();
                return s.getResultSet();
            }

            @Override
            ResultSet rows(PreparedStatement s) throws SQLException {
                assertThat(s.execute()).isTrue();
                return s.getResultSet();
            }
        };

        abstract ResultSet rows(Statement s, String sql) throws SQLException;

        abstract ResultSet rows(PreparedStatement s) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theCallerGetsWhatTheDriverWouldGive(Mode mode) throws SQLException {
        for (String sql : statements()) {
            for (Way way : Way.values()) {
                for (Style style : Style.values()) {
                    List<String> before = everything();
                    List<String> plain = plainly(c -> returned(c, sql, way, style));
                    List<String> global = new ArrayList<>();

                    globally(mode, c -> global.addAll(returned(c, sql, way, style)));

                    assertThat(global).as(sql).isEqualTo(plain).hasSizeGreaterThan(1);
                    assertThat(everything()).isNotEqualTo(before);
                    rollBackGlobally();
                    assertThat(everything()).isEqualTo(before);
                    branches.forget();
                }
            }
        }
    }

    @Test
    void theRowsAreThoseOfTheTryThatWasCommitted() throws SQLException {
        String sql = statements().get(0);
        List<String> plain = plainly(c -> returned(c, sql, Way.QUERY, Style.PREPARED));
        branches.hold(OTHER, at().resource().resourceId(), "account:3");
        duringPause(() -> branches.free(OTHER));

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThat(returned(c, sql, Way.QUERY, Style.PREPARED)).isEqualTo(plain));

        assertThat(branches.refusals()).isEqualTo(1);
    }

    @Test
    void itIsNoUpdateWithACount() throws SQLException {
        String sql = statements().get(0).replace("?", "2");
        globally(Mode.AUTOCOMMIT, c -> {
            try (Statement s = c.createStatement()) {
                assertThatThrownBy(() -> s.executeUpdate(sql)).hasMessageStartingWith("ASN-4383: ");
                s.addBatch(sql);
                assertThatThrownBy(s::executeBatch).hasMessageStartingWith("ASN-4383: ");
                assertThatThrownBy(() -> s.execute(sql, new String[] {"id"})).hasMessageStartingWith("ASN-4360: ");
                s.setMaxRows(1);
                assertThatThrownBy(() -> s.executeQuery(sql)).hasMessageStartingWith("ASN-4360: ");
            }
        });

        assertThat(branches.registered()).isEmpty();
    }

    private List<String> plainly(Rows rows) throws SQLException {
        try (Connection c = target().getConnection()) {
            c.setAutoCommit(false);
            List<String> found = rows.of(c);
            c.rollback();
            return found;
        }
    }

    private static List<String> returned(Connection c, String sql, Way way, Style style) throws SQLException {
        if (style == Style.STATEMENT) {
            try (Statement s = c.createStatement()) {
                return read(s, way.rows(s, sql.replace("?", "2")));
            }
        }
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setInt(1, 2);
            return read(s, way.rows(s));
        }
    }

    /** Its columns, and its rows in any order. */
    private static List<String> read(Statement s, ResultSet rows) throws SQLException {
        List<String> read = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= columns; i++) {
                row.append(rows.getMetaData().getColumnLabel(i))
                        .append(' ')
                        .append(rows.getObject(i))
                        .append('|');
            }
            read.add(row.toString());
        }
        read.sort(null);
        assertThat(rows.getStatement()).isSameAs(s);
        assertThat(s.getMoreResults()).isFalse();
        assertThat(s.getUpdateCount()).isEqualTo(-1);
        return read;
    }

    private interface Rows {
        List<String> of(Connection c) throws SQLException;
    }
}
