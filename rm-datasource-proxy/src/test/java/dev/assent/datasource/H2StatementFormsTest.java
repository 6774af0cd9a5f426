package dev.assent.datasource;

import javax.sql.DataSource;

final class H2StatementFormsTest extends StatementFormsContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }
}
