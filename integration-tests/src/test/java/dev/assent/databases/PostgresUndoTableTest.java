package dev.assent.databases;

import dev.assent.datasource.UndoTableContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresUndoTableTest extends UndoTableContract {
    private final DataSource target;

    PostgresUndoTableTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected List<String> seatasTables() {
        return List.of("""
                CREATE TABLE public.undo_log (
                  id SERIAL NOT NULL, branch_id BIGINT NOT NULL, xid VARCHAR(128) NOT NULL,
                  context VARCHAR(128) NOT NULL, rollback_info BYTEA NOT NULL, log_status INT NOT NULL,
                  log_created TIMESTAMP(0) NOT NULL, log_modified TIMESTAMP(0) NOT NULL,
                  CONSTRAINT pk_undo_log PRIMARY KEY (id), CONSTRAINT ux_undo_log UNIQUE (branch_id, xid))""");
    }

    @Test
    void aUniqueKeyOfSomeRowsIsNotEnough() throws SQLException {
        run(
                "ALTER TABLE undo_log DROP CONSTRAINT ux_undo_log",
                "CREATE UNIQUE INDEX ux_undo_log ON undo_log (xid, branch_id) WHERE log_status = 0");

        assertUnfit("no unique key is made of xid and branch_id and nothing else");
    }
}
