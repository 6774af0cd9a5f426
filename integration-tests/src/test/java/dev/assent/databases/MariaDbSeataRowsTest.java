package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.SeataRowsContract;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.model.BranchStatus;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbSeataRowsTest extends SeataRowsContract {
    private final DataSource target;

    MariaDbSeataRowsTest(DatabaseServers servers) throws SQLException {
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
    protected List<String> columns() {
        return List.of(
                "flag BIT(1)",
                "tiny TINYINT(1)",
                "small SMALLINT",
                "big BIGINT",
                "huge BIGINT UNSIGNED",
                "price DECIMAL(12, 3)",
                "approx FLOAT",
                "dbl DOUBLE",
                "code CHAR(5)",
                "name VARCHAR(40)",
                "note TEXT",
                "pic LONGBLOB",
                "day DATE",
                "at TIME",
                "made DATETIME(3)",
                "plain DATETIME",
                "seen TIMESTAMP(6) NULL",
                "kind ENUM('red', 'green')",
                "doc JSON",
                "gen BIGINT AS (big + 1)");
    }

    @Override
    protected List<String> values() {
        String some = "b'1', 1, -3, 9007199254740993, 18446744073709551615, 12.340, 1.1, -0.1, 'ab',"
                + " 'it''s \"q\" \\\\ ü😀', 'long', x'00ff', '1999-12-31', '23:59:59', '2024-02-29 12:34:56.120',"
                + " '2024-02-29 12:34:56', '2024-02-29 12:34:56.000100', 'green', '{\"a\": [1, null]}', DEFAULT";
        String other = "b'0', 0, 7, -1, 0, 0.100, 2.5, 1E300, 'xyz', '', '', '', '1900-01-01', '00:00:00',"
                + " '2024-06-27 02:30:00', '2024-06-27 02:30:00', '2024-06-27 02:30:00', 'red', '7', DEFAULT";
        String none =
                "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                        + " NULL, NULL, DEFAULT";
        return List.of(some, other, some.replace("12.340", "99.999"), none);
    }

    @Test
    void aRecordInSeveralRowsIsUndoneAndItsRowsGo() throws SQLException {
        String before = image("account", "id = 1");
        run("UPDATE account SET balance = 1 WHERE id = 1");
        split(log(List.of(item("UPDATE", "account", before, image("account", "id = 1")))));
        write(1, "serializer=jackson", "{}".getBytes(StandardCharsets.US_ASCII)); // of another branch

        assertThat(rollback()).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACKED);

        assertThat(rows("SELECT balance FROM account WHERE id = 1")).containsExactly("100");
        assertThat(undoRows()).containsExactly("1|0");
    }

    @Test
    void aCommitDropsAllRowsOfARecord() throws SQLException {
        split("{}");
        write(1, "serializer=jackson", "{}".getBytes(StandardCharsets.US_ASCII));

        assertThat(commit()).isEqualTo(BranchStatus.PHASE_TWO_COMMITTED);

        assertThat(undoRows()).containsExactly("1|0");
    }

    @Test
    void aMissingPartIsNamed() throws SQLException {
        split("{}");
        run("DELETE FROM undo_log WHERE branch_id = 91");

        assertThat(rollback()).isEqualTo(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
    }

    /** As Seata's client does with a record that is larger than a packet. */
    private void split(String content) throws SQLException {
        byte[] whole = content.getBytes(StandardCharsets.UTF_8);
        int third = whole.length / 3;
        write("serializer=jackson&compressorType=NONE&map=1024&subId=90,91,", content.substring(0, third));
        write(90, "branchId=6540374412103681", Arrays.copyOfRange(whole, third, 2 * third));
        write(91, "branchId=6540374412103681", Arrays.copyOfRange(whole, 2 * third, whole.length));
    }
}
