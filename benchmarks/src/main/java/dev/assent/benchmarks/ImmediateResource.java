package dev.assent.benchmarks;

import dev.assent.client.BranchResource;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A resource that commits and rolls back at once, so that a benchmark measures the coordinator. */
final class ImmediateResource implements BranchResource {
    static final String RESOURCE = "jdbc:benchmark";

    private final AtomicLong branches = new AtomicLong();

    /** How many branches have received their outcome. */
    long branches() {
        return branches.get();
    }

    @Override
    public String resourceId() {
        return RESOURCE;
    }

    @Override
    public BranchType type() {
        return BranchType.AT;
    }

    @Override
    public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
        branches.incrementAndGet();
        return BranchStatus.PHASE_TWO_COMMITTED;
    }

    @Override
    public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
        branches.incrementAndGet();
        return BranchStatus.PHASE_TWO_ROLLBACKED;
    }
}
