package dev.assent.databases;

import dev.assent.datasource.ParametersContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class MariaDbParametersTest extends ParametersContract {
    private final DataSource target;

    MariaDbParametersTest(DatabaseServers servers) throws SQLException {
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
    protected Map<String, String> types() {
        return Map.of("bytes", "BLOB", "text", "TEXT");
    }

    @Override
    protected Set<Way> unknown() {
        return Set.of(Way.XML, Way.XML_AS_OBJECT, Way.ARRAY, Way.ARRAY_AS_OBJECT);
    }
}
