package dev.assent.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.AtContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A record that is larger than a packet stands in several rows. */
@ExtendWith(SharedServers.class)
final class MariaDbLargeRecordTest extends AtContract {
    private static final int ROWS = 12;
    private static final int BYTES = 300_000;
    private static final String CHECKSUMS = "SELECT id, MD5(pic) FROM picture ORDER BY id";

    private final DataSource target;
    private String packet = "";

    MariaDbLargeRecordTest(DatabaseServers servers) throws SQLException {
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

    @BeforeEach
    void pictures() throws SQLException {
        packet = rows("SELECT @@GLOBAL.max_allowed_packet").get(0);
        run("SET GLOBAL max_allowed_packet = 1048576", "CREATE TABLE picture (id INT PRIMARY KEY, pic LONGBLOB)");
        Random random = new Random(7);
        try (Connection c = target.getConnection();
                PreparedStatement insert = c.prepareStatement("INSERT INTO picture VALUES (?, ?)")) {
            for (int id = 1; id <= ROWS; id++) {
                byte[] noise = new byte[BYTES];
                random.nextBytes(noise);
                insert.setInt(1, id);
                insert.setBytes(2, noise);
                insert.executeUpdate();
            }
        }
    }

    @AfterEach
    void packetAsItWas() throws SQLException {
        run("SET GLOBAL max_allowed_packet = " + packet);
    }

    @Test
    void itIsUndone() throws SQLException {
        List<String> before = rows(CHECKSUMS);
        deleteAll();

        rollBackGlobally();

        assertThat(rows(CHECKSUMS)).isEqualTo(before);
        assertThat(undoRows()).isEmpty();
    }

    @Test
    void itsRowsAreDroppedTogether() throws SQLException {
        deleteAll();

        commitGlobally();

        assertThat(rows(CHECKSUMS)).isEmpty();
        assertThat(undoRows()).isEmpty();
    }

    private void deleteAll() throws SQLException {
        globally(
                Mode.EXPLICIT,
                c -> assertThat(Style.STATEMENT.update(c, "DELETE FROM picture"))
                        .isEqualTo(ROWS));
        assertThat(undoRows()).hasSizeGreaterThan(4).last().isEqualTo("1|0");
    }
}
