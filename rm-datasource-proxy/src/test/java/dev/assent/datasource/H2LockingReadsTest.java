package dev.assent.datasource;

import java.util.List;
import javax.sql.DataSource;

final class H2LockingReadsTest extends LockingReadsContract {
    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected List<String> locks() {
        return List.of("FOR UPDATE", "FOR UPDATE NOWAIT", "FOR UPDATE WAIT 0.5");
    }
}
