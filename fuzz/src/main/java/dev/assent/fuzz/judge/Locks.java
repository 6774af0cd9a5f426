package dev.assent.fuzz.judge;

import dev.assent.client.Branches;
import dev.assent.client.LockConflict;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A coordinator in this process: it locks rows for xids. */
final class Locks implements Branches {
    private final Map<LockKey, Xid> holders = new LinkedHashMap<>();
    private final List<Registered> registered = new ArrayList<>();
    private int refusals;
    private long last;

    record Registered(
            Xid xid,
            BranchId branch,
            @Nullable String data,
            @Nullable DatabaseMark mark) {}

    /** The next registrations meet a conflict. */
    void refuse(int times) {
        refusals = times;
    }

    /** The branches of a transaction, the last first. */
    List<Registered> lastFirst(Xid xid) {
        List<Registered> found = new ArrayList<>(
                registered.stream().filter(branch -> branch.xid().equals(xid)).toList());
        Collections.reverse(found);
        return found;
    }

    /** The transaction has ended. */
    void free(Xid xid) {
        holders.values().removeIf(xid::equals);
        registered.removeIf(branch -> branch.xid().equals(xid));
    }

    @Override
    public BranchId register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable String applicationData)
            throws LockConflict {
        if (refusals > 0) {
            refusals--;
            throw new LockConflict("held by a transaction of the test", false);
        }
        List<LockKey> rows = LockKey.parse(Objects.requireNonNull(mark).value(), lockKey);
        for (LockKey row : rows) {
            if (!holders.getOrDefault(row, xid).equals(xid)) {
                throw new LockConflict(row + " is held", true);
            }
        }
        rows.forEach(row -> holders.put(row, xid));
        BranchId branch = new BranchId(++last);
        registered.add(new Registered(xid, branch, applicationData, mark));
        return branch;
    }

    @Override
    public boolean lockable(
            @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey) {
        return LockKey.parse(Objects.requireNonNull(mark).value(), lockKey).stream()
                .allMatch(row -> !holders.containsKey(row)
                        || Objects.requireNonNull(holders.get(row)).equals(xid));
    }

    @Override
    public @Nullable DatabaseMark identify(BranchType type, String resourceId, @Nullable DatabaseMark mark) {
        return null;
    }

    @Override
    public void report(
            Xid xid,
            BranchId branch,
            BranchType type,
            String resourceId,
            BranchStatus status,
            @Nullable String applicationData) {
        if (status != BranchStatus.PHASE_ONE_FAILED) {
            throw new IllegalStateException(
                    "Expected an AT branch to report failures alone, but it reported " + status);
        }
    }
}
