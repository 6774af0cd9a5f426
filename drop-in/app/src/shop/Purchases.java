package shop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.core.model.BranchType;
import org.apache.seata.spring.annotation.GlobalTransactional;
import org.apache.seata.tm.api.transaction.TransactionHookAdapter;
import org.apache.seata.tm.api.transaction.TransactionHookManager;
import org.springframework.stereotype.Service;

/** Business code with annotations. */
@Service
public class Purchases {
    private final Accounts accounts;
    private final Stock stock;
    private final List<String> events = new CopyOnWriteArrayList<>();

    public Purchases(Accounts accounts, Stock stock) {
        this.accounts = accounts;
        this.stock = stock;
    }

    @GlobalTransactional(name = "buy", timeoutMills = 60000, rollbackFor = Exception.class)
    public String buy(int row, boolean solvent) {
        TransactionHookManager.registerHook(new Remembering());
        accounts.add(row, -10);
        String there = stock.take(row);
        if (!solvent) {
            throw new BusinessException("no money");
        }
        return "the same xid: " + there.equals(RootContext.getXID());
    }

    @GlobalTransactional(noRollbackFor = BusinessException.class)
    public void buyWithoutMail(int row) {
        accounts.add(row, -10);
        throw new BusinessException("no mail");
    }

    /** The note stays, though the purchase is rolled back. */
    @GlobalTransactional
    public void buyAndNote(int row, int noted) {
        accounts.add(row, -10);
        accounts.note(noted, "asked");
        throw new BusinessException("no money");
    }

    @GlobalTransactional
    public void buyOutside(int row) {
        accounts.addOutside(row, -10);
    }

    /** What is changed while no transaction is bound stays. */
    @GlobalTransactional
    public void buyAndKeep(int row, int kept) {
        accounts.add(row, -10);
        String xid = RootContext.unbind();
        try {
            accounts.add(kept, 1);
        } finally {
            RootContext.bind(xid);
        }
        throw new BusinessException("bound: " + RootContext.inGlobalTransaction());
    }

    @GlobalTransactional
    public String context() {
        return RootContext.inGlobalTransaction() + " " + (RootContext.getBranchType() == BranchType.AT);
    }

    /** What hooks have seen since the last call. */
    public String events() {
        String seen = String.join(" ", events);
        events.clear();
        return seen;
    }

    private final class Remembering extends TransactionHookAdapter {
        @Override
        public void beforeCommit() {
            events.add("beforeCommit");
        }

        @Override
        public void afterCommit() {
            events.add("afterCommit");
        }

        @Override
        public void beforeRollback() {
            events.add("beforeRollback");
        }

        @Override
        public void afterRollback() {
            events.add("afterRollback");
        }

        @Override
        public void afterCompletion() {
            events.add("afterCompletion");
        }
    }
}
