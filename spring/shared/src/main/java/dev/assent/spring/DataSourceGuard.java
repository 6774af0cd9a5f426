package dev.assent.spring;

import dev.assent.client.XidContext;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.datasource.jdbc.AtConnection;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the connections of one data source bean. The database is looked at when the first connection is asked for, so
 * that an application starts without its database as it would without Assent. A database that Assent does not know works
 * outside of global transactions. Safe for many threads.
 */
public final class DataSourceGuard {
    private static final Logger log = LoggerFactory.getLogger(DataSourceGuard.class);

    private final String bean;
    private final DataSource target;
    private final CoordinatorClient client;
    private final AtOptions options;
    private final @Nullable StatementReport report;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Known known;

    /** @param report of a dry run; null outside of one */
    DataSourceGuard(
            String bean,
            DataSource target,
            CoordinatorClient client,
            AtOptions options,
            @Nullable StatementReport report) {
        this.bean = bean;
        this.target = target;
        this.client = client;
        this.options = options;
        this.report = report;
    }

    /** Where its connections come from; at most one of the two stands, and neither if a data source beneath is protected. */
    private record Known(
            @Nullable AtDataSource at, @Nullable NotAllowed unsupported) {}

    /** The name of the data source bean. */
    public String bean() {
        return bean;
    }

    /** The bean as it was, for statements that must not be part of a global transaction. */
    public DataSource target() {
        return target;
    }

    /**
     * The data source that takes part in global transactions; empty if the database is not supported, or a data source
     * beneath is protected already.
     *
     * @throws SQLException if the database cannot be reached
     */
    public Optional<AtDataSource> at() throws SQLException {
        return Optional.ofNullable(known().at);
    }

    /** Why its database cannot take part in global transactions; empty if it can, or is not known yet. */
    public Optional<AssentException> problem() {
        Known now = known;
        return now == null ? Optional.empty() : Optional.ofNullable(now.unsupported);
    }

    Connection connection() throws SQLException {
        return reported(source().getConnection());
    }

    Connection connection(String user, String password) throws SQLException {
        return reported(source().getConnection(user, password));
    }

    private Connection reported(Connection connection) {
        return report != null && connection instanceof AtConnection at ? report.over(bean, at) : connection;
    }

    private DataSource source() throws SQLException {
        Known now = known();
        if (now.at != null) {
            return now.at;
        }
        if (now.unsupported != null && XidContext.current().isPresent()) {
            throw new SQLException(now.unsupported.getMessage(), "25000", now.unsupported);
        }
        return target;
    }

    private Known known() throws SQLException {
        Known now = known;
        if (now != null) {
            return now;
        }
        looking.lock();
        try {
            now = known;
            if (now == null) {
                now = look();
                known = now;
            }
            return now;
        } finally {
            looking.unlock();
        }
    }

    private Known look() throws SQLException {
        try (Connection connection = target.getConnection()) {
            if (connection.isWrapperFor(AtConnection.class)) {
                log.debug("data source '{}' stands over another one that takes part in global transactions", bean);
                return new Known(null, null);
            }
        }
        try {
            AtDataSource at = new AtDataSource(target, client, options);
            client.register(at.resource());
            log.info(
                    "data source '{}' takes part in global transactions as {}",
                    bean,
                    at.resource().resourceId());
            return new Known(at, null);
        } catch (NotAllowed e) {
            NotAllowed refused = SpringErrors.unsupportedDatabase(bean, String.valueOf(e.getMessage()));
            log.warn("{}", refused.getMessage());
            return new Known(null, refused);
        }
    }
}
