package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.datasource.CascadesContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServers.class)
final class PostgresCascadesTest extends CascadesContract {
    private final DataSource target;

    PostgresCascadesTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM shelf WHERE id = 1",
                "DELETE FROM shelf WHERE id IN (1, 2)",
                "UPDATE shelf SET code = 'z' WHERE id = 2",
                "DELETE FROM tag WHERE id = 9"
            })
    void whatGetsItsDefaultComesBack(String sql) throws SQLException {
        run(
                "CREATE TABLE shelf (id int PRIMARY KEY, code text UNIQUE)",
                "CREATE TABLE book (id int PRIMARY KEY, shelf int DEFAULT 0 REFERENCES shelf ON DELETE SET DEFAULT)",
                "CREATE TABLE tag (id int PRIMARY KEY, a int, code text DEFAULT 'none' UNIQUE,"
                        + " FOREIGN KEY (code) REFERENCES shelf (code) ON DELETE SET DEFAULT ON UPDATE SET DEFAULT)",
                "CREATE TABLE note (id int PRIMARY KEY, code text REFERENCES tag (code) ON UPDATE CASCADE ON DELETE CASCADE)",
                "INSERT INTO shelf VALUES (0, 'none'), (1, 'a'), (2, 'b')",
                "INSERT INTO book VALUES (10, 1), (11, 1), (12, 2), (13, NULL)",
                "INSERT INTO tag VALUES (8, 1, 'b'), (9, 2, NULL)",
                "INSERT INTO note VALUES (100, 'b'), (101, NULL)");
        List<String> before = shelves();

        globally(Mode.AUTOCOMMIT, c -> Style.STATEMENT.update(c, sql));

        assertThat(shelves()).isNotEqualTo(before);
        rollBackGlobally();
        assertThat(shelves()).isEqualTo(before);
    }

    private List<String> shelves() throws SQLException {
        List<String> all = new ArrayList<>();
        for (String table : List.of("shelf", "book", "tag", "note")) {
            all.addAll(rows("SELECT * FROM " + table + " ORDER BY id"));
        }
        return all;
    }

    @Test
    void aDefaultThatRefersToNoRowIsAnErrorAsWithout() throws SQLException {
        run(
                "CREATE TABLE shelf (id int PRIMARY KEY)",
                "CREATE TABLE book (id int PRIMARY KEY, shelf int DEFAULT 1 REFERENCES shelf ON DELETE SET DEFAULT)",
                "INSERT INTO shelf VALUES (1)",
                "INSERT INTO book VALUES (10, 1)");

        globally(
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, "DELETE FROM shelf"))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("23503")));
        assertThat(rows("SELECT * FROM book")).containsExactly("10|1");
    }
}
