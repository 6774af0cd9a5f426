package shop;

import java.util.Set;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.GlobalLockConfig;
import org.apache.seata.rm.GlobalLockExecutor;
import org.apache.seata.rm.GlobalLockTemplate;
import org.apache.seata.tm.api.GlobalTransaction;
import org.apache.seata.tm.api.GlobalTransactionContext;
import org.apache.seata.tm.api.TransactionalExecutor;
import org.apache.seata.tm.api.TransactionalTemplate;
import org.apache.seata.tm.api.transaction.NoRollbackRule;
import org.apache.seata.tm.api.transaction.RollbackRule;
import org.apache.seata.tm.api.transaction.SuspendedResourcesHolder;
import org.apache.seata.tm.api.transaction.TransactionInfo;
import org.springframework.stereotype.Service;

/** Business code that begins and ends its transactions itself. */
@Service
public class ByHand {
    private final Accounts accounts;
    private final Stock stock;
    private GlobalTransaction open;
    private SuspendedResourcesHolder suspended;

    public ByHand(Accounts accounts, Stock stock) {
        this.accounts = accounts;
        this.stock = stock;
    }

    public String buy(int row, boolean solvent) throws TransactionException {
        GlobalTransaction transaction = GlobalTransactionContext.getCurrentOrCreate();
        transaction.begin(60000, "by hand");
        boolean bound = transaction.getXid().equals(RootContext.getXID());
        accounts.add(row, -10);
        stock.take(row);
        if (solvent) {
            transaction.commit();
        } else {
            transaction.rollback();
        }
        return bound
                + " "
                + transaction.getGlobalTransactionRole()
                + " "
                + transaction.getLocalStatus()
                + " "
                + RootContext.getXID();
    }

    /** Leaves a transaction open that has changed the row. */
    public synchronized String begin(int row) throws TransactionException {
        open = GlobalTransactionContext.createNew();
        open.begin();
        accounts.add(row, -10);
        String status = open.getStatus().name();
        suspended = open.suspend();
        return status + " " + (GlobalTransactionContext.getCurrent() == null);
    }

    /** On another thread than {@link #begin}. */
    public synchronized String rollback() throws TransactionException {
        open.resume(suspended);
        boolean joined = GlobalTransactionContext.getCurrent().getXid().equals(open.getXid());
        open.rollback();
        return joined + " " + open.getLocalStatus();
    }

    /** By the xid alone. */
    public synchronized String rollbackByXid() throws TransactionException {
        GlobalTransaction reloaded = GlobalTransactionContext.reload(open.getXid());
        reloaded.rollback();
        return reloaded.getLocalStatus() + " " + reloaded.getGlobalTransactionRole();
    }

    public String template(int row, String what) throws Throwable {
        TransactionInfo info = new TransactionInfo();
        info.setTimeOut(60000);
        info.setName("template");
        info.setRollbackRules(
                Set.of(new RollbackRule(BusinessException.class), new NoRollbackRule(IllegalStateException.class)));
        try {
            return (String) new TransactionalTemplate().execute(new TransactionalExecutor() {
                @Override
                public Object execute() {
                    accounts.add(row, -10);
                    if (what.equals("fails")) {
                        throw new BusinessException("no money");
                    }
                    if (what.equals("shrugs")) {
                        throw new IllegalStateException("no mail");
                    }
                    return "bought";
                }

                @Override
                public TransactionInfo getTransactionInfo() {
                    return info;
                }
            });
        } catch (TransactionalExecutor.ExecutionException e) {
            return e.getCode()
                    + " "
                    + e.getOriginalException().getMessage()
                    + " "
                    + e.getTransaction().getLocalStatus();
        }
    }

    public long settled(int row) throws Throwable {
        return (Long) new GlobalLockTemplate().execute(new GlobalLockExecutor() {
            @Override
            public Object execute() {
                accounts.add(row, 0);
                return 1L;
            }

            @Override
            public GlobalLockConfig getGlobalLockConfig() {
                GlobalLockConfig config = new GlobalLockConfig();
                config.setLockRetryInterval(10);
                config.setLockRetryTimes(2);
                return config;
            }
        });
    }
}
