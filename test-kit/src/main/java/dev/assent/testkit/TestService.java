package dev.assent.testkit;

import dev.assent.client.AssentClient;
import dev.assent.client.XidContext;
import dev.assent.datasource.AtDataSource;
import dev.assent.datasource.AtOptions;
import dev.assent.model.Xid;
import dev.assent.tm.AnnotatedMethods;
import dev.assent.tm.Body;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionSettings;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One service of a test: a client under its own name, its transactions and its databases. Several services of one process
 * share nothing. Safe for many threads.
 */
public final class TestService {
    private final String name;
    private final AssentClient client;
    private final GlobalTransactions transactions;
    private final List<DataSource> databases = new CopyOnWriteArrayList<>();

    TestService(String name, AssentClient client, AssentKit kit) {
        this.name = name;
        this.client = client;
        this.transactions =
                new GlobalTransactions(client, TransactionSettings.DEFAULTS.withHooks(List.of(kit.reasons())));
    }

    public String name() {
        return name;
    }

    public AssentClient client() {
        return client;
    }

    public GlobalTransactions transactions() {
        return transactions;
    }

    /** For frameworks that run annotated methods. */
    public AnnotatedMethods annotatedMethods() {
        return new AnnotatedMethods(transactions);
    }

    /** As {@link #dataSource(DataSource, AtOptions)}; the undo table is created if it is missing. */
    public AtDataSource dataSource(DataSource target) throws SQLException {
        return dataSource(target, AtOptions.DEFAULTS.withCreateUndoLog(true));
    }

    /**
     * A database of this service, in AT mode. {@link AssentKitAssert#hasNoUndoRows} looks at it.
     *
     * @param target a pool, or a data source that makes a connection each time
     * @throws SQLException if the database cannot be reached
     */
    public AtDataSource dataSource(DataSource target, AtOptions options) throws SQLException {
        AtDataSource wrapped = AtDataSource.wrap(target, client, options);
        databases.add(target);
        return wrapped;
    }

    /**
     * Runs the body as this service gets a request of the calling thread: with the xid of the thread, as an HTTP header would
     * bring it, and nothing else of its context.
     *
     * @return what the body returns
     * @throws E the exception of the body
     */
    public <T extends @Nullable Object, E extends Throwable> T receive(Body<T, E> body) throws E {
        String header = XidContext.current().map(Xid::value).orElse(null);
        XidContext.Scope outside = XidContext.suspend();
        try (outside) {
            XidContext.Scope bound = XidContext.bindHeader(header);
            try (bound) {
                return body.run();
            }
        }
    }

    List<DataSource> databases() {
        return List.copyOf(databases);
    }

    @Override
    public String toString() {
        return name;
    }
}
