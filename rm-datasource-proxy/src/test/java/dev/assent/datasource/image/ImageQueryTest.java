package dev.assent.datasource.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.dialect.ValueKind;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.table.TableMetas;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ImageQueryTest {
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=50";
    private Connection connection;
    private Dialect dialect;
    private TableMeta table;

    @BeforeEach
    void twoThousandAndAFewRows() throws SQLException {
        connection = DriverManager.getConnection(url);
        dialect = Dialect.of(connection);
        run("CREATE TABLE t (v VARCHAR(9), b INT, a BIGINT, PRIMARY KEY (a, b))");
        run("INSERT INTO t SELECT 'v' || x, MOD(x, 7), x FROM SYSTEM_RANGE(1, 2500)");
        table = new TableMetas(dialect, "undo_log").of(connection, "t");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void keysAreAskedForInBlocksAndMissingOnesAreLeftOut() throws SQLException {
        List<Key> keys = new ArrayList<>();
        for (long a = 2; a <= 2600; a++) {
            keys.add(key(a, a % 7));
        }
        keys.add(key(1, 2)); // only half of a key

        Image image = query(table.stored()).byKeys(connection, keys, "");

        assertThat(image.rows()).hasSize(2499);
        assertThat(image.keys()).contains(key(2500, 1)).doesNotContain(key(1, 1));
    }

    @Test
    void theStatementsOwnConditionFindsTheRows() throws SQLException {
        Image image = query(table.touchedBy(List.of(table.column("v"))))
                .matching(
                        connection,
                        "t AS x",
                        "x",
                        "WHERE x.a > ? AND x.b = ? ORDER BY x.a LIMIT 2 FOR UPDATE",
                        query -> {
                            query.setInt(1, 10);
                            query.setInt(2, 3);
                        });

        assertThat(image.keys()).containsExactly(key(17, 3), key(24, 3));
        assertThat(image.rows().get(0).values()).contains(new Value(ValueKind.TEXT, "v17"));
    }

    @Test
    void rowsReadForUpdateWaitForUs() throws SQLException {
        connection.setAutoCommit(false);
        query(table.stored()).byKeys(connection, List.of(key(17, 3)), " FOR UPDATE");

        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE t SET v = '' WHERE a = 17"))
                    .isInstanceOf(SQLException.class);
            assertThat(statement.executeUpdate("UPDATE t SET v = '' WHERE a = 18"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aTypeThatCannotBeRestoredIsRefusedBeforeAnythingIsRead() throws SQLException {
        run("CREATE TABLE odd (id INT PRIMARY KEY, tags VARCHAR(9) ARRAY)");
        TableMeta odd = new TableMetas(dialect, "undo_log").of(connection, "odd");

        assertThatThrownBy(() -> new ImageQuery(dialect, odd, odd.stored())).hasMessageStartingWith("ASN-4305: ");
        assertThat(new ImageQuery(dialect, odd, odd.touchedBy(List.of()))
                        .nothing()
                        .isEmpty())
                .isTrue();
    }

    private ImageQuery query(List<Column> columns) {
        return new ImageQuery(dialect, table, columns);
    }

    private static Key key(long a, long b) {
        return new Key(List.of(new Value(ValueKind.INTEGER, a), new Value(ValueKind.INTEGER, b)));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
