package dev.assent.saga.store;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

final class H2FenceTest extends FenceContract {
    private final JdbcDataSource database = new JdbcDataSource();

    H2FenceTest() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @Override
    protected DataSource dataSource() {
        return database;
    }
}
