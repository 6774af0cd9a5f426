package dev.assent.seata;

import dev.assent.datasource.jdbc.AtConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool that an application has wrapped by Seata's name. It is looked at when the first connection is asked for: if its
 * connections take part in global transactions already, as the connections of a bean do that the starter has proxied, nothing is added.
 * Safe for many threads.
 */
public final class GuardedSource {
    private final DataSource target;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable DataSource guarded;

    public GuardedSource(DataSource target) {
        this.target = target;
    }

    public DataSource target() {
        return target;
    }

    /**
     * The pool, or what stands over it.
     *
     * @throws SQLException if the database cannot be reached
     * @throws dev.assent.model.AssentException.NotAllowed if no client is connected, or the database is not supported
     */
    public DataSource guarded() throws SQLException {
        DataSource known = guarded;
        if (known != null) {
            return known;
        }
        looking.lock();
        try {
            known = guarded;
            if (known == null) {
                known = isGuarded() ? target : SeataApi.connected().protect(target);
                guarded = known;
            }
            return known;
        } finally {
            looking.unlock();
        }
    }

    private boolean isGuarded() throws SQLException {
        try (Connection connection = target.getConnection()) {
            return connection.isWrapperFor(AtConnection.class);
        }
    }
}
