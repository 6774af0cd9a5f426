package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which transaction holds which row. A lock has one owner and the set of its branches that hold the row; without a
 * branch it is free. A row that was locked under two names of one database may have several locks until their owners
 * end (P10).
 */
final class LockTable {
    private final Work work;
    private final Consumer<LockKey> freed;
    private final Map<LockKey, Lock> locks = new LinkedHashMap<>();

    /** @param freed hears of each row that has one owner less */
    LockTable(Work work, Consumer<LockKey> freed) {
        this.work = work;
        this.freed = freed;
    }

    boolean isOwner(Xid xid, LockKey row) {
        for (Lock lock = locks.get(row); lock != null; lock = lock.beside) {
            if (lock.owner.equals(xid)) {
                return true;
            }
        }
        return false;
    }

    List<Xid> owners(LockKey row) {
        List<Xid> owners = new ArrayList<>(1);
        for (Lock lock = locks.get(row); lock != null; lock = lock.beside) {
            owners.add(lock.owner);
        }
        return owners;
    }

    /**
     * The first of these rows that another transaction holds.
     *
     * @param xid whose own locks do not count; null counts every lock
     */
    Optional<Held> heldByOther(@Nullable Xid xid, List<LockKey> rows) {
        for (LockKey row : rows) {
            for (Lock lock = locks.get(row); lock != null; lock = lock.beside) {
                if (!lock.owner.equals(xid)) {
                    return Optional.of(new Held(row, lock.owner));
                }
            }
        }
        return Optional.empty();
    }

    /** The decider has looked that they are free, or the owner's already. */
    void take(Xid xid, Branch branch) {
        for (LockKey row : branch.rows()) {
            Lock lock = locks.get(row);
            if (lock == null) {
                locks.put(row, new Lock(xid, branch.id()));
            } else if (lock.owner.equals(xid)) {
                lock.add(branch.id(), work);
            } else {
                throw new IllegalStateException("Expected row " + row + " to be free for transaction " + xid
                        + ", but transaction " + lock.owner + " holds it");
            }
        }
    }

    /** As {@link #take}, beside others that hold the row by another name of its database. */
    void share(Xid xid, Branch branch) {
        for (LockKey row : branch.rows()) {
            Lock first = locks.get(row);
            Lock own = first;
            while (own != null && !own.owner.equals(xid)) {
                own = own.beside;
            }
            if (own != null) {
                own.add(branch.id(), work);
            } else {
                Lock lock = new Lock(xid, branch.id());
                if (first == null) {
                    locks.put(row, lock);
                } else {
                    lock.beside = first.beside;
                    first.beside = lock;
                }
            }
        }
    }

    void release(Xid xid, Branch branch) {
        for (LockKey row : branch.rows()) {
            Lock before = null;
            Lock lock = locks.get(row);
            while (lock != null && !lock.owner.equals(xid)) {
                before = lock;
                lock = lock.beside;
            }
            if (lock != null && lock.isFreeWithout(branch.id())) {
                remove(row, before, lock);
            }
        }
    }

    private void remove(LockKey row, @Nullable Lock before, Lock lock) {
        if (before != null) {
            before.beside = lock.beside;
        } else if (lock.beside != null) {
            locks.put(row, lock.beside);
        } else {
            locks.remove(row);
        }
        freed.accept(row);
    }

    List<BranchId> holders(LockKey row) {
        List<BranchId> holders = new ArrayList<>();
        for (Lock lock = locks.get(row); lock != null; lock = lock.beside) {
            holders.addAll(lock.branches());
        }
        return holders;
    }

    int size() {
        return locks.size();
    }

    @Override
    public String toString() {
        return locks.toString();
    }

    record Held(LockKey row, Xid owner) {}

    /** Small on purpose, since there is one for each locked row: most are held by one branch. */
    private static final class Lock {
        private static final int FEW = 8;

        private final Xid owner;
        private BranchId[] few;
        private @Nullable TreeSet<BranchId> many;
        private @Nullable Lock beside;

        Lock(Xid owner, BranchId branch) {
            this.owner = owner;
            this.few = new BranchId[] {branch};
        }

        void add(BranchId branch, Work work) {
            if (many != null) {
                many.add(branch);
            } else if (place(branch) < 0) {
                few = Arrays.copyOf(few, few.length + 1);
                few[few.length - 1] = branch;
                if (few.length > FEW) {
                    many = new TreeSet<>(work);
                    many.addAll(Arrays.asList(few));
                    few = new BranchId[0];
                }
            }
        }

        boolean isFreeWithout(BranchId branch) {
            if (many != null) {
                many.remove(branch);
                return many.isEmpty();
            }
            if (place(branch) >= 0) {
                List<BranchId> others = new ArrayList<>(Arrays.asList(few));
                others.remove(branch);
                few = others.toArray(BranchId[]::new);
            }
            return few.length == 0;
        }

        private int place(BranchId branch) {
            return Arrays.asList(few).indexOf(branch);
        }

        List<BranchId> branches() {
            return many == null ? List.of(few) : List.copyOf(many);
        }

        @Override
        public String toString() {
            return owner + branches().toString() + (beside == null ? "" : " and " + beside);
        }
    }
}
