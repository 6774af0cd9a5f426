package dev.assent.saga.store;

import dev.assent.saga.StoreException;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.apache.ibatis.type.JdbcType;

/** Local transactions of the store, by MyBatis on the user's data source. */
final class Sessions {
    /** SQL standard: class 23 is "integrity constraint violation". */
    private static final String CONSTRAINT = "23";

    private final SqlSessionFactory factory;

    Sessions(DataSource dataSource, Dialect dialect, String prefix) {
        Configuration configuration =
                new Configuration(new Environment("assent-saga", new JdbcTransactionFactory(), dataSource));
        Properties variables = new Properties();
        variables.setProperty("prefix", prefix);
        variables.setProperty("now", dialect.now());
        configuration.setVariables(variables);
        configuration.setDatabaseId(dialect.id());
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setJdbcTypeForNull(JdbcType.NULL);
        configuration.setCacheEnabled(false);
        configuration.addMapper(InstanceMapper.class);
        configuration.addMapper(StepMapper.class);
        configuration.addMapper(DefinitionMapper.class);
        configuration.addMapper(EngineMapper.class);
        this.factory = new SqlSessionFactoryBuilder().build(configuration);
    }

    /** What runs in a transaction. */
    interface Work<T, E extends Exception> {
        T in(SqlSession session) throws E;
    }

    /**
     * Commits if the work returns; rolls back if it throws.
     *
     * @param asked what the store was asked for: "the store was to …"
     */
    <T, E extends Exception> T in(String asked, Work<T, E> work) throws E {
        return in(asked, done -> true, work);
    }

    /** Rolls back, too, if what the work returns is not wanted. */
    <T, E extends Exception> T in(String asked, Function<T, Boolean> wanted, Work<T, E> work) throws E {
        try (SqlSession session = factory.openSession(false)) {
            boolean committed = false;
            try {
                T done = work.in(session);
                if (wanted.apply(done)) {
                    session.commit(true);
                    committed = true;
                }
                return done;
            } finally {
                if (!committed) {
                    session.rollback(true);
                }
            }
        } catch (PersistenceException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw StoreException.of(StoreErrors.noAnswer(asked, cause), e);
        }
    }

    /** Whether a row with that key is there already. */
    static boolean isDuplicate(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(CONSTRAINT)) {
                return true;
            }
        }
        return false;
    }
}
