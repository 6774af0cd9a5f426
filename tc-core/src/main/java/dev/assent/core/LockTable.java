package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who holds which row. A lock has one owner and the branches of it that hold the row; without any it is free. */
final class LockTable {
    private final Map<LockKey, Lock> locks = new LinkedHashMap<>();

    /**
     * The first of these rows that somebody else holds.
     *
     * @param xid whose own locks do not count; null counts every lock
     */
    Optional<Held> heldByOther(@Nullable Xid xid, List<LockKey> rows) {
        for (LockKey row : rows) {
            Lock lock = locks.get(row);
            if (lock != null && !lock.owner.equals(xid)) {
                return Optional.of(new Held(row, lock.owner));
            }
        }
        return Optional.empty();
    }

    /** Whoever decided has looked that they are free, or the owner's already. */
    void take(Xid xid, Branch branch) {
        for (LockKey row : branch.rows()) {
            Lock lock = locks.get(row);
            if (lock == null) {
                locks.put(row, new Lock(xid, new long[] {branch.id().value()}));
            } else if (lock.owner.equals(xid)) {
                lock.add(branch.id().value());
            } else {
                throw new IllegalStateException("Expected row " + row + " to be free for transaction " + xid
                        + ", but transaction " + lock.owner + " holds it");
            }
        }
    }

    void release(Xid xid, Branch branch) {
        for (LockKey row : branch.rows()) {
            Lock lock = locks.get(row);
            if (lock != null
                    && lock.owner.equals(xid)
                    && lock.isFreeWithout(branch.id().value())) {
                locks.remove(row);
            }
        }
    }

    List<BranchId> holders(LockKey row) {
        Lock lock = locks.get(row);
        return lock == null
                ? List.of()
                : Arrays.stream(lock.branches).mapToObj(BranchId::new).toList();
    }

    int size() {
        return locks.size();
    }

    @Override
    public String toString() {
        return locks.toString();
    }

    record Held(LockKey row, Xid owner) {}

    /** Small on purpose: there is one for each locked row. */
    private static final class Lock {
        private final Xid owner;
        private long[] branches;

        Lock(Xid owner, long[] branches) {
            this.owner = owner;
            this.branches = branches;
        }

        void add(long branch) {
            if (Arrays.stream(branches).noneMatch(held -> held == branch)) {
                branches = Arrays.copyOf(branches, branches.length + 1);
                branches[branches.length - 1] = branch;
            }
        }

        boolean isFreeWithout(long branch) {
            if (branches.length == 1) {
                return branches[0] == branch;
            }
            branches = Arrays.stream(branches).filter(held -> held != branch).toArray();
            return branches.length == 0;
        }

        @Override
        public String toString() {
            return owner + Arrays.toString(branches);
        }
    }
}
