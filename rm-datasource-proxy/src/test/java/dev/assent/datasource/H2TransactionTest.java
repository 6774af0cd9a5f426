package dev.assent.datasource;

import javax.sql.DataSource;

final class H2TransactionTest extends TransactionContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }
}
