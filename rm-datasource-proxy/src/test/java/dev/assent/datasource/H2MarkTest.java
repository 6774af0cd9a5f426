package dev.assent.datasource;

import javax.sql.DataSource;

final class H2MarkTest extends MarkContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }
}
