package dev.assent.datasource;

import javax.sql.DataSource;

final class H2CascadesTest extends CascadesContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected boolean newRowsWaitForTheirParents() {
        return false;
    }
}
