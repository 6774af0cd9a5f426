package dev.assent.crash;

import dev.assent.client.BranchEnd;
import dev.assent.client.BranchOrder;
import dev.assent.client.BranchResource;
import dev.assent.client.Branches;
import dev.assent.client.LockConflict;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.services.Wiring;
import dev.assent.endtoend.ForwardingBranches;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Intercepts the calls of services and clients, and kills the coordinator at the chosen moment. */
final class InterceptingBranches implements Wiring {
    private static final int STEPS = 4;
    private static final int IN_THE_MIDDLE = 2;

    private final Coordinator coordinator;
    private final Set<Attempt> inFlight = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Armed armed;

    InterceptingBranches(Coordinator coordinator) {
        this.coordinator = coordinator;
    }

    /**
     * For the purchase of this attempt. Done once the coordinator is dead, with the number of undecided transactions.
     */
    CompletableFuture<Long> arm(Moment moment, Attempt victim) {
        Armed next = new Armed(moment, victim);
        armed = next;
        return next.undecided;
    }

    void starts(Attempt attempt) {
        inFlight.add(attempt);
    }

    void ends(Attempt attempt) {
        inFlight.remove(attempt);
    }

    /** The transactions that were undecided before the coordinator was killed and still are after that. */
    long kill() {
        List<Attempt> before = inFlight.stream().filter(Attempt::isUndecided).toList();
        coordinator.kill();
        return before.stream().filter(Attempt::isUndecided).count();
    }

    /** A buyer has done a step. */
    void step(Attempt attempt) {
        attempt.xid().ifPresent(xid -> {
            if (attempt.branches() == 0) {
                reached(Moment.AFTER_BEGIN, xid);
            } else if (attempt.branches() == IN_THE_MIDDLE) {
                reached(Moment.LOCALLY_COMMITTED, xid);
                reached(Moment.RECOVERY, xid);
            }
        });
    }

    /** True if the coordinator is dead now because of that. */
    boolean reached(Moment moment, Xid xid) {
        Armed now = armed;
        return now != null && now.moment == moment && now.isOf(xid) && spring(now);
    }

    /** The same, seen where only the victim can be meant. */
    boolean reached(Moment moment) {
        Armed now = armed;
        return now != null && now.moment == moment && spring(now);
    }

    private boolean spring(Armed now) {
        if (!now.sprung.compareAndSet(false, true)) {
            return false;
        }
        now.undecided.complete(kill());
        return true;
    }

    private void registered(Xid xid) {
        Armed now = armed;
        if (now != null && now.isOf(xid)) {
            int count = now.registered.incrementAndGet();
            if (count == 1) {
                reached(Moment.FIRST_BRANCH_REGISTERED, xid);
            } else if (count == STEPS) {
                reached(Moment.LAST_BRANCH_REGISTERED, xid);
            }
        }
    }

    @Override
    public Branches branches(Branches client) {
        return new ForwardingBranches(client) {
            @Override
            public BranchId register(
                    Xid xid,
                    BranchType type,
                    String resourceId,
                    @Nullable DatabaseMark mark,
                    @Nullable String lockKey,
                    @Nullable String data)
                    throws LockConflict {
                BranchId branch = super.register(xid, type, resourceId, mark, lockKey, data);
                registered(xid);
                return branch;
            }
        };
    }

    @Override
    public BranchResource resource(BranchResource database) {
        return new BranchResource() {
            @Override
            public String resourceId() {
                return database.resourceId();
            }

            @Override
            public BranchType type() {
                return database.type();
            }

            @Override
            public @Nullable DatabaseMark mark() {
                return database.mark();
            }

            @Override
            public boolean writeNonce(DatabaseMark mark, String nonce) {
                return database.writeNonce(mark, nonce);
            }

            @Override
            public String readNonce(DatabaseMark mark) {
                return database.readNonce(mark);
            }

            @Override
            public BranchEnd finish(BranchOrder order) {
                reached(order.outcome() == Outcome.COMMIT ? Moment.COMMIT_TOLD : Moment.ROLLBACK_TOLD, order.xid());
                return database.finish(order);
            }

            @Override
            public BranchStatus commit(Xid xid, BranchId branch, @Nullable String data) {
                return database.commit(xid, branch, data);
            }

            @Override
            public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String data) {
                return database.rollback(xid, branch, data);
            }
        };
    }

    /** Set for one moment of one purchase. */
    private static final class Armed {
        private final Moment moment;
        private final Attempt victim;
        private final AtomicInteger registered = new AtomicInteger();
        private final AtomicBoolean sprung = new AtomicBoolean();
        private final CompletableFuture<Long> undecided = new CompletableFuture<>();

        private Armed(Moment moment, Attempt victim) {
            this.moment = moment;
            this.victim = victim;
        }

        private boolean isOf(Xid xid) {
            return victim.xid().equals(Optional.of(xid));
        }
    }
}
