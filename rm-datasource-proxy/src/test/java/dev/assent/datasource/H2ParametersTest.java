package dev.assent.datasource;

import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

final class H2ParametersTest extends ParametersContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    /** Arrays are not written in global transactions. */
    @Override
    protected Map<String, String> types() {
        return Map.of("bytes", "BLOB", "text", "CLOB", "xml", "CLOB", "numbers", "INT ARRAY");
    }

    @Override
    protected Set<Way> unknown() {
        return Set.of(Way.ARRAY, Way.ARRAY_AS_OBJECT);
    }
}
