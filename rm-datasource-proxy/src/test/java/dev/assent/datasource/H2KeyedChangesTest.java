package dev.assent.datasource;

import javax.sql.DataSource;

final class H2KeyedChangesTest extends KeyedChangesContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected boolean takes(String sql) {
        return !sql.contains("LIMIT") && !joinsBefore(sql) && !joinsBehind(sql);
    }
}
