package dev.assent.databases;

import dev.assent.datasource.ReturningContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresReturningTest extends ReturningContract {
    private final DataSource target;

    PostgresReturningTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected List<String> statements() {
        return List.of(
                "UPDATE account SET balance = balance + 1 WHERE id >= ? RETURNING id, balance AS b, 'x' || name -- all",
                "UPDATE account a SET balance = a.balance + e.id FROM entry e WHERE a.id >= ? RETURNING *",
                "WITH x AS (SELECT 1 AS n) UPDATE account SET name = 'c' FROM x WHERE id >= ? RETURNING (SELECT n FROM x), id",
                "UPDATE stock SET amount = amount * ? RETURNING amount, shop, now() IS NULL AS none",
                "DELETE FROM account WHERE id >= ? RETURNING *",
                "DELETE FROM account a USING stock s WHERE a.id >= ? AND s.item < a.id AND s.shop = 'north' RETURNING s.*, a.name");
    }
}
