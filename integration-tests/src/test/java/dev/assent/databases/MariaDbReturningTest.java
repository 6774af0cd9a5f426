package dev.assent.databases;

import dev.assent.datasource.ReturningContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbReturningTest extends ReturningContract {
    private final DataSource target;

    MariaDbReturningTest(DatabaseServers servers) throws SQLException {
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
    protected List<String> statements() {
        return List.of(
                "DELETE FROM account WHERE id >= ? RETURNING id, balance AS b, concat('x', name) # all",
                "DELETE FROM account WHERE id >= ? ORDER BY id LIMIT 2 RETURNING *",
                "DELETE FROM account WHERE id >= ? AND id NOT IN (SELECT account FROM entry) RETURNING name, id");
    }
}
