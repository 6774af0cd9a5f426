package dev.assent.datasource;

import java.util.List;
import javax.sql.DataSource;

final class H2SchemaChangeTest extends SchemaChangeContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String toText() {
        return "ALTER TABLE account ALTER COLUMN balance SET DATA TYPE VARCHAR(20)";
    }

    @Override
    protected List<String> trigger(String name, String event) {
        return List.of("CREATE TRIGGER " + name + " BEFORE " + event + " ON account FOR EACH ROW CALL '"
                + H2HindranceTest.Quiet.class.getName() + "'");
    }
}
