package dev.assent.datasource;

import javax.sql.DataSource;

final class H2GlobalLockTest extends GlobalLockContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }
}
