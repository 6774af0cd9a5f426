package dev.assent.datasource;

import dev.assent.client.Branches;
import dev.assent.client.LockConflict;
import dev.assent.model.AssentException;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A coordinator of one page: it locks rows for xids and does what a test tells it to. */
public final class FakeBranches implements Branches {
    private final Map<LockKey, Xid> locks = new LinkedHashMap<>();
    private final List<Registered> registered = new ArrayList<>();
    private final List<BranchId> failed = new ArrayList<>();
    private final List<Xid> marked = new ArrayList<>();
    private @Nullable DatabaseMark order;
    private final List<String> identified = new ArrayList<>();
    private Optional<AssentException> markRefusal = Optional.empty();
    private int refusals;
    private boolean failFast;
    private Optional<AssentException> next = Optional.empty();

    /** What a branch was registered with. */
    public record Registered(
            Xid xid,
            BranchId branch,
            String resourceId,
            @Nullable DatabaseMark mark,
            String lockKey,
            @Nullable String data) {}

    /** Another transaction takes the rows. */
    public synchronized void hold(Xid other, String resourceId, String lockKey) {
        LockKey.parse(resourceId, lockKey).forEach(row -> locks.put(row, other));
    }

    /** The transaction ends and holds nothing any more. */
    public synchronized void free(Xid xid) {
        locks.values().removeIf(xid::equals);
    }

    /** All transactions have ended. */
    public synchronized void forget() {
        locks.clear();
        registered.clear();
        failed.clear();
    }

    /** The holders of all rows are being rolled back. */
    public synchronized void rollingBack() {
        failFast = true;
    }

    /** The next registration ends so. */
    public synchronized void answer(AssentException error) {
        next = Optional.of(error);
    }

    public synchronized List<Registered> registered() {
        return List.copyOf(registered);
    }

    /** The branches whose local transaction is reported to have failed. */
    public synchronized List<BranchId> failed() {
        return List.copyOf(failed);
    }

    /** The transactions that must be rolled back because of a participant. */
    public synchronized List<Xid> marked() {
        return List.copyOf(marked);
    }

    @Override
    public synchronized void branchLost(Xid xid) {
        marked.add(xid);
    }

    /** How many registrations and questions met a conflict. */
    public synchronized int refusals() {
        return refusals;
    }

    @Override
    public synchronized BranchId register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable String applicationData)
            throws LockConflict {
        if (next.isPresent()) {
            AssentException error = next.get();
            next = Optional.empty();
            throw error;
        }
        List<LockKey> rows = LockKey.parse(resourceId, lockKey);
        Optional<LockKey> taken =
                rows.stream().filter(row -> heldByOther(row, xid)).findFirst();
        if (taken.isPresent()) {
            refusals++;
            throw new LockConflict("row " + taken.get() + " is held by " + locks.get(taken.get()), failFast);
        }
        rows.forEach(row -> locks.put(row, xid));
        BranchId branch = new BranchId(registered.size() + 1L);
        registered.add(new Registered(xid, branch, resourceId, mark, String.valueOf(lockKey), applicationData));
        return branch;
    }

    @Override
    public synchronized void report(
            Xid xid,
            BranchId branch,
            BranchType type,
            String resourceId,
            BranchStatus status,
            @Nullable String applicationData) {
        if (status != BranchStatus.PHASE_ONE_FAILED) {
            throw new AssertionError("an AT branch reports nothing else");
        }
        failed.add(branch);
    }

    @Override
    public synchronized boolean lockable(
            @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey) {
        boolean free = LockKey.parse(resourceId, lockKey).stream()
                .noneMatch(row -> locks.containsKey(row) && !locks.get(row).equals(xid));
        refusals += free ? 0 : 1;
        return free;
    }

    @Override
    public synchronized @Nullable DatabaseMark identify(
            BranchType type, String resourceId, @Nullable DatabaseMark mark) {
        if (markRefusal.isPresent()) {
            throw markRefusal.get();
        }
        identified.add(mark == null ? "none" : mark.value());
        DatabaseMark wanted = order;
        order = null;
        return wanted;
    }

    /** An operator wants the next database that asks to have this mark. */
    public synchronized void order(DatabaseMark mark) {
        order = mark;
    }

    /** The marks that were told, in order; {@code none} where a database had none. */
    public synchronized List<String> identified() {
        return List.copyOf(identified);
    }

    /** From now on no mark is taken, and none may be made. */
    public synchronized void refuseMarks(AssentException error) {
        markRefusal = Optional.of(error);
    }

    private boolean heldByOther(LockKey row, Xid xid) {
        Xid holder = locks.get(row);
        return holder != null && !holder.equals(xid);
    }
}
