package shop;

import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Local transactions that a thread may have to wait for: by then its branch is registered, its fence not yet set. */
final class LateTransactions extends DataSourceTransactionManager {
    private static final long serialVersionUID = 1;

    private final transient ThreadLocal<Boolean> late = ThreadLocal.withInitial(() -> false);
    private transient volatile CountDownLatch gate = new CountDownLatch(1);

    LateTransactions(DataSource database) {
        super(database);
    }

    /** The next transaction of this thread waits until the gate is opened. */
    void beLate() {
        gate = new CountDownLatch(1);
        late.set(true);
    }

    void open() {
        gate.countDown();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        if (late.get()) {
            late.set(false);
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        super.doBegin(transaction, definition);
    }
}
