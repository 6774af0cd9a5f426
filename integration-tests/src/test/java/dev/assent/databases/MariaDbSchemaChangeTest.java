package dev.assent.databases;

import dev.assent.datasource.SchemaChangeContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbSchemaChangeTest extends SchemaChangeContract {
    private final DataSource target;

    MariaDbSchemaChangeTest(DatabaseServers servers) throws SQLException {
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
    protected String toText() {
        return "ALTER TABLE account MODIFY balance VARCHAR(20)";
    }

    @Override
    protected List<String> trigger(String name, String event) {
        return List.of("CREATE TRIGGER " + name + " BEFORE " + event + " ON account FOR EACH ROW SET @quiet = 1");
    }
}
