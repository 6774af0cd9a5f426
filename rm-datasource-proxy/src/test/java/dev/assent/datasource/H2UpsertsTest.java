package dev.assent.datasource;

import javax.sql.DataSource;

final class H2UpsertsTest extends UpsertsContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected char database() {
        return 'H';
    }
}
