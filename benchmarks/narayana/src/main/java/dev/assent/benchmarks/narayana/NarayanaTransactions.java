package dev.assent.benchmarks.narayana;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.transaction.TransactionManager;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.xa.PGXADataSource;

/** XA by Narayana. Each thread keeps an XA connection of its own to each database: no pool is in the way. */
public final class NarayanaTransactions implements UnaryOperator<DataSource>, Executor {
    private static final Set<String> LEFT_TO_XA = Set.of("setAutoCommit", "commit", "rollback", "close");

    private final TransactionManager manager;

    /** @param ignored there is no coordinator */
    public NarayanaTransactions(String ignored) throws IOException {
        String store = Files.createTempDirectory("assent-benchmark-narayana").toString();
        for (String bean : Set.of("", "communicationStore.", "stateStore.")) {
            System.setProperty("ObjectStoreEnvironmentBean." + bean + "objectStoreDir", store);
        }
        manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    @Override
    public DataSource apply(DataSource pool) {
        HikariDataSource hikari = (HikariDataSource) pool;
        ThreadLocal<XAConnection> mine = ThreadLocal.withInitial(() -> open(hikari.getJdbcUrl(), hikari.getUsername()));
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, args) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return enlisted(mine.get());
                });
    }

    private Connection enlisted(XAConnection connection) throws Exception {
        manager.getTransaction().enlistResource(connection.getXAResource());
        Connection driver = connection.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, args) -> {
                    if (LEFT_TO_XA.contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(driver, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static XAConnection open(String url, String user) {
        try {
            return source(url).getXAConnection(user, "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static XADataSource source(String url) throws SQLException {
        if (url.startsWith("jdbc:postgresql:")) {
            PGXADataSource postgres = new PGXADataSource();
            postgres.setUrl(url);
            return postgres;
        }
        return new MariaDbDataSource(url);
    }

    @Override
    public void execute(Runnable branches) {
        try {
            manager.begin();
            try {
                branches.run();
            } catch (RuntimeException e) {
                manager.rollback();
                throw e;
            }
            manager.commit();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
