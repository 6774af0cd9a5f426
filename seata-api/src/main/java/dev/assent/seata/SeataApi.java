package dev.assent.seata;

import dev.assent.client.AssentClient;
import dev.assent.client.Transactions;
import dev.assent.datasource.AtDataSource;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionHook;
import dev.assent.tm.TransactionSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Says which client stands behind the names of Seata's API in this process. Those are static, as with Seata: {@code
 * RootContext} and {@code GlobalTransactionContext} know no object to ask. The starters for Spring Boot do it by themselves;
 * a program without Spring calls {@link #connect} once. If several are connected, as by two application contexts, the last
 * one is used until it is closed. Safe for many threads.
 */
public final class SeataApi {
    private static final List<Connection> CONNECTED = new CopyOnWriteArrayList<>();

    private SeataApi() {}

    /** With {@link TransactionSettings#DEFAULTS}. */
    public static Connection connect(AssentClient client) {
        return connect(client, TransactionSettings.DEFAULTS);
    }

    /**
     * Lets the names of Seata's API work with this client until the connection is closed. Closing it does not close the
     * client.
     *
     * @param settings their hooks are called too
     * @throws dev.assent.model.AssentException.NotAllowed if Seata's own classes are on the class path as well
     */
    public static Connection connect(AssentClient client, TransactionSettings settings) {
        List<TransactionHook> hooks = new ArrayList<>(settings.hooks());
        hooks.addAll(hooks());
        GlobalTransactions transactions = new GlobalTransactions(client, settings.withHooks(hooks));
        return connect(() -> transactions, () -> client, source -> AtDataSource.wrap(source, client));
    }

    /**
     * As {@link #connect(AssentClient)}, for a framework that makes its objects when they are asked for.
     *
     * @param transactions with the {@link #hooks} among its settings
     * @param coordinator the client of these transactions
     * @param protection makes a data source whose local transactions can be part of a global one
     */
    public static Connection connect(
            Supplier<GlobalTransactions> transactions, Supplier<Transactions> coordinator, Protection protection) {
        ClassPath.requireOurs(SeataApi.class.getClassLoader());
        Connection connection = new Connection(transactions, coordinator, protection);
        CONNECTED.add(connection);
        return connection;
    }

    /** What calls the hooks that {@code TransactionHookManager} knows, in either package. */
    public static List<TransactionHook> hooks() {
        return List.of(
                new org.apache.seata.tm.api.transaction.RegisteredHooks(),
                new io.seata.tm.api.transaction.RegisteredHooks());
    }

    /**
     * What the names work with now.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if nothing is connected
     */
    public static Connection connected() {
        Connection last = null;
        for (Connection each : CONNECTED) {
            last = each;
        }
        if (last == null) {
            throw SeataErrors.notConnected();
        }
        return last;
    }

    /** Wraps a pool. */
    @FunctionalInterface
    public interface Protection {
        DataSource over(DataSource source) throws SQLException;
    }

    /** The objects behind the names. */
    public static final class Connection implements AutoCloseable {
        private final Supplier<GlobalTransactions> transactions;
        private final Supplier<Transactions> coordinator;
        private final Protection protection;

        private Connection(
                Supplier<GlobalTransactions> transactions, Supplier<Transactions> coordinator, Protection protection) {
            this.transactions = transactions;
            this.coordinator = coordinator;
            this.protection = protection;
        }

        public GlobalTransactions transactions() {
            return transactions.get();
        }

        public Transactions coordinator() {
            return coordinator.get();
        }

        DataSource protect(DataSource source) throws SQLException {
            return protection.over(source);
        }

        /** From now on the names work with what was connected before, or with nothing. */
        @Override
        public void close() {
            CONNECTED.remove(this);
        }
    }
}
