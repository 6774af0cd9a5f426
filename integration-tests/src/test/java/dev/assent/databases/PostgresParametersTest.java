package dev.assent.databases;

import dev.assent.datasource.ParametersContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresParametersTest extends ParametersContract {
    private final DataSource target;

    PostgresParametersTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected Map<String, String> types() {
        return Map.of("bytes", "bytea", "text", "text", "xml", "xml", "numbers", "int[]");
    }

    @Override
    protected Set<Way> unknown() {
        return EnumSet.range(Way.STREAM_AS_OBJECT, Way.NCLOB);
    }
}
