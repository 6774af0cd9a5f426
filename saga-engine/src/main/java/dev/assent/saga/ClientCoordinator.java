package dev.assent.saga;

import dev.assent.client.Branches;
import dev.assent.client.LockConflict;
import dev.assent.client.Transactions;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.saga.run.Effect.BranchReport;
import dev.assent.saga.run.Effect.GlobalReport;
import java.time.Duration;

/** The coordinator over a client's connection. Safe for many threads. */
public final class ClientCoordinator implements SagaCoordinator {
    private final Transactions transactions;
    private final Branches branches;

    /** @param branches usually the same client as {@code transactions} */
    public ClientCoordinator(Transactions transactions, Branches branches) {
        this.transactions = transactions;
        this.branches = branches;
    }

    @Override
    public String begin(String name, Duration timeout) {
        return transactions.begin(name, timeout).value();
    }

    @Override
    public long registerBranch(String xid, String resource) {
        try {
            return branches.register(new Xid(xid), BranchType.SAGA, resource, null, null)
                    .value();
        } catch (LockConflict e) {
            throw new IllegalStateException("a branch without rows cannot meet a held row", e);
        }
    }

    @Override
    public void reportBranch(String xid, long branch, String resource, BranchReport report) {
        branches.report(new Xid(xid), new BranchId(branch), BranchType.SAGA, resource, of(report), null);
    }

    @Override
    public void reportGlobal(String xid, GlobalReport report) {
        transactions.reportSaga(new Xid(xid), of(report));
    }

    private static BranchStatus of(BranchReport report) {
        return switch (report) {
            case PHASE_TWO_COMMITTED -> BranchStatus.PHASE_TWO_COMMITTED;
            case PHASE_TWO_ROLLED_BACK -> BranchStatus.PHASE_TWO_ROLLBACKED;
            case PHASE_TWO_ROLLBACK_FAILED_RETRYABLE -> BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE;
            case PHASE_ONE_FAILED -> BranchStatus.PHASE_ONE_FAILED;
        };
    }

    private static GlobalStatus of(GlobalReport report) {
        return switch (report) {
            case COMMITTED -> GlobalStatus.COMMITTED;
            case ROLLED_BACK -> GlobalStatus.ROLLBACKED;
            case ROLLBACK_RETRYING -> GlobalStatus.ROLLBACK_RETRYING;
            case FINISHED -> GlobalStatus.FINISHED;
            case COMMIT_RETRYING -> GlobalStatus.COMMIT_RETRYING;
        };
    }
}
