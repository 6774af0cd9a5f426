package dev.assent.saga;

import dev.assent.saga.run.Effect.BranchReport;
import dev.assent.saga.run.Effect.GlobalReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps what an engine says to its coordinator, in the order and the form of the conformance files. */
public final class RecordingCoordinator implements SagaCoordinator {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> calls = new ArrayList<>();
    private long next = 1;
    private int refusals;

    @Override
    public String begin(String name, Duration timeout) {
        refuseIfWished();
        return "10.0.0.1:8091:" + add("begin name=" + name + " timeout=" + timeout.toMillis());
    }

    @Override
    public void attach(String xid) {
        add("reload");
    }

    @Override
    public long registerBranch(String xid, String resource) {
        refuseIfWished();
        return add("branchRegister " + resource);
    }

    @Override
    public void reportBranch(String xid, long branch, String resource, BranchReport report) {
        add("branchReport " + of(report));
    }

    @Override
    public void reportGlobal(String xid, GlobalReport report) {
        refuseIfWished();
        add("globalReport " + of(report));
    }

    /** The next calls that can fail do. */
    void refuse(int calls) {
        refusals = calls;
    }

    private void refuseIfWished() {
        if (refusals > 0) {
            refusals--;
            throw new IllegalStateException("no coordinator answers");
        }
    }

    private long add(String call) {
        lock.lock();
        try {
            calls.add(call);
            return next++;
        } finally {
            lock.unlock();
        }
    }

    /** The calls since the last time that they were taken. */
    public List<String> taken() {
        lock.lock();
        try {
            List<String> taken = List.copyOf(calls);
            calls.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private static String of(BranchReport report) {
        return switch (report) {
            case PHASE_TWO_COMMITTED -> "PhaseTwo_Committed";
            case PHASE_TWO_ROLLED_BACK -> "PhaseTwo_Rollbacked";
            case PHASE_TWO_ROLLBACK_FAILED_RETRYABLE -> "PhaseTwo_RollbackFailed_Retryable";
            case PHASE_ONE_FAILED -> "PhaseOne_Failed";
        };
    }

    private static String of(GlobalReport report) {
        return switch (report) {
            case COMMITTED -> "Committed";
            case ROLLED_BACK -> "Rollbacked";
            case ROLLBACK_RETRYING -> "RollbackRetrying";
            case FINISHED -> "Finished";
            case COMMIT_RETRYING -> "CommitRetrying";
        };
    }
}
