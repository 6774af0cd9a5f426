package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.UpsertsContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedServers.class)
final class MariaDbUpsertsTest extends UpsertsContract {
    private final DataSource target;

    MariaDbUpsertsTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.MARIADB);
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
    protected char database() {
        return 'M';
    }

    /** It returns the time of now, and then leaves the row as it was. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void aRowThatGetsTheValuesItHasIsLeftAsItWas(Mode mode) throws SQLException {
        run(
                "CREATE TABLE moment (id INT PRIMARY KEY, v INT, at DATETIME(6) ON UPDATE CURRENT_TIMESTAMP(6))",
                "INSERT INTO moment VALUES (1, 10, '2020-01-01'), (2, 20, '2020-01-01')");
        List<String> before = rows("SELECT * FROM moment");
        String upsert = "INSERT INTO moment (id, v) VALUES (1, 10), (3, 30) ON DUPLICATE KEY UPDATE v = VALUES(v)";

        globally(mode, c -> assertThat(Style.PREPARED.update(c, upsert)).isEqualTo(2));
        assertThat(rows("SELECT * FROM moment WHERE id < 3")).isEqualTo(before);
        globally(mode, c -> Style.PREPARED.update(c, upsert + ", at = '2021-01-01'"));
        assertThat(rows("SELECT YEAR(at) + 0 FROM moment WHERE id = 1")).containsExactly("2021");

        rollBackGlobally();
        assertThat(rows("SELECT * FROM moment")).isEqualTo(before);
    }
}
