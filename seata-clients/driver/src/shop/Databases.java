package shop;

import com.zaxxer.hikari.HikariDataSource;
import io.seata.core.context.RootContext;
import io.seata.core.model.BranchType;
import io.seata.rm.datasource.DataSourceProxy;
import io.seata.rm.datasource.xa.DataSourceProxyXA;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The data sources given by the system properties {@code at.*}, and {@code xa.*}: URLs and users. */
final class Databases {
    private static final String[] KINDS = {"maria", "postgres"};
    private static final int CONNECTIONS = 6;

    private final Map<String, DataSource> byName = new HashMap<>();

    Databases() {
        for (String kind : KINDS) {
            byName.put("at." + kind, new DataSourceProxy(pool("at." + kind)));
            byName.put("xa." + kind, new DataSourceProxyXA(pool("xa." + kind)));
        }
        // most applications have one kind only; the last proxy made has set its own
        RootContext.setDefaultBranchType(BranchType.AT);
    }

    static DataSource pool(String name) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(System.getProperty(name));
        pool.setUsername(System.getProperty(name + ".user"));
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        return pool;
    }

    /**
     * One statement with autocommit, several in one local transaction.
     *
     * @return what the last one found in its first column, or how many rows it changed
     */
    String run(String name, List<String> statements) throws SQLException {
        try (Connection connection = byName.get(name).getConnection()) {
            if (statements.size() == 1) {
                return run(connection, statements);
            }
            connection.setAutoCommit(false);
            try {
                String last = run(connection, statements);
                connection.commit();
                return last;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static String run(Connection connection, List<String> statements) throws SQLException {
        String last = "";
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                last = statement.execute(sql) ? first(statement) : Integer.toString(statement.getUpdateCount());
            }
        }
        return last;
    }

    private static String first(Statement statement) throws SQLException {
        try (ResultSet row = statement.getResultSet()) {
            return row.next() ? row.getString(1) : "none";
        }
    }
}
