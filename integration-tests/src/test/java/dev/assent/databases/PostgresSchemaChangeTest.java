package dev.assent.databases;

import dev.assent.datasource.SchemaChangeContract;
import dev.assent.demo.database.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServers.class)
final class PostgresSchemaChangeTest extends SchemaChangeContract {
    private final DataSource target;

    PostgresSchemaChangeTest(DatabaseServers servers) throws SQLException {
        this.target = servers.emptied(DatabaseKind.POSTGRES);
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected List<String> trigger(String name, String event) {
        return List.of(
                "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN COALESCE(NEW, OLD); END'",
                "CREATE TRIGGER " + name + " BEFORE " + event + " ON account FOR EACH ROW EXECUTE FUNCTION quiet()");
    }

    @Override
    protected String dropTrigger(String name) {
        return "DROP TRIGGER " + name + " ON account";
    }
}
