package dev.assent.benchmarks.seata;

import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.rm.RMClient;
import org.apache.seata.rm.datasource.DataSourceProxy;
import org.apache.seata.tm.TMClient;
import org.apache.seata.tm.api.GlobalTransaction;
import org.apache.seata.tm.api.GlobalTransactionContext;

/** Seata's AT mode. */
public final class SeataTransactions implements UnaryOperator<DataSource>, Executor {
    private static final int TIMEOUT_MILLIS = 60_000;

    public SeataTransactions(String coordinator) {
        System.setProperty("service.default.grouplist", coordinator);
        TMClient.init("benchmark", "benchmark");
        RMClient.init("benchmark", "benchmark");
    }

    @Override
    public DataSource apply(DataSource pool) {
        return new DataSourceProxy(pool);
    }

    @Override
    public void execute(Runnable branches) {
        GlobalTransaction tx = GlobalTransactionContext.createNew();
        try {
            tx.begin(TIMEOUT_MILLIS, "purchase");
            try {
                branches.run();
            } catch (RuntimeException e) {
                tx.rollback();
                throw e;
            }
            tx.commit();
        } catch (TransactionException e) {
            throw new IllegalStateException(e);
        } finally {
            RootContext.unbind();
        }
    }
}
