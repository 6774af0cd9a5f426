package dev.assent.databases;

import dev.assent.datasource.UndoTableContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbUndoTableTest extends UndoTableContract {
    private final DataSource target;

    MariaDbUndoTableTest(DatabaseServers servers) throws SQLException {
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
    protected List<String> seatasTables() {
        return List.of("""
                CREATE TABLE undo_log (
                  id BIGINT(20) NOT NULL AUTO_INCREMENT, branch_id BIGINT(20) NOT NULL, xid VARCHAR(100) NOT NULL,
                  context VARCHAR(128) NOT NULL, rollback_info LONGBLOB NOT NULL, log_status INT(11) NOT NULL,
                  log_created DATETIME NOT NULL, log_modified DATETIME NOT NULL, ext VARCHAR(100) DEFAULT NULL,
                  PRIMARY KEY (id), UNIQUE KEY ux_undo_log (xid, branch_id)) ENGINE = InnoDB DEFAULT CHARSET = utf8""", """
                CREATE TABLE undo_log (
                  branch_id BIGINT NOT NULL, xid VARCHAR(128) NOT NULL, context VARCHAR(128) NOT NULL,
                  rollback_info LONGBLOB NOT NULL, log_status INT(11) NOT NULL, log_created DATETIME(6) NOT NULL,
                  log_modified DATETIME(6) NOT NULL, UNIQUE KEY ux_undo_log (xid, branch_id))
                ENGINE = InnoDB AUTO_INCREMENT = 1 DEFAULT CHARSET = utf8mb4""");
    }

    @Test
    void anEngineWithoutTransactionsIsNamed() throws SQLException {
        run("ALTER TABLE undo_log ENGINE = MyISAM");

        assertUnfit("its table takes no part in transactions (MyISAM)");
    }

    @Test
    void aBlobThatEndsAt64KibibytesIsNamed() throws SQLException {
        run("ALTER TABLE undo_log MODIFY rollback_info BLOB NOT NULL");

        assertUnfit("column rollback_info is BLOB(65535) and not bytes, 16 MiB of them");
    }
}
