package dev.assent.databases;

import dev.assent.datasource.StatementFormsContract;
import dev.assent.demo.database.DatabaseKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that calls itself MySQL: it is asked for nothing that MariaDB alone has, such as RETURNING. */
@ExtendWith(SharedServers.class)
final class MySqlStatementFormsTest extends StatementFormsContract {
    private final DataSource target;

    MySqlStatementFormsTest(DatabaseServers servers) throws SQLException {
        this.target = asMySql(DataSource.class, servers.emptied(DatabaseKind.MARIADB));
    }

    private static <T> T asMySql(Class<T> type, T driver) {
        return type.cast(Proxy.newProxyInstance(
                MySqlStatementFormsTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    if (method.getName().equals("getDatabaseProductName")) {
                        return "MySQL";
                    }
                    try {
                        Object result = method.invoke(driver, args);
                        if (result instanceof Connection connection) {
                            return asMySql(Connection.class, connection);
                        }
                        return result instanceof DatabaseMetaData database
                                ? asMySql(DatabaseMetaData.class, database)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                }));
    }

    @Override
    protected DataSource target() {
        return target;
    }

    @Override
    protected String identity() {
        return "BIGINT AUTO_INCREMENT";
    }

    @Override
    protected boolean returnsEachKey() {
        return false;
    }
}
