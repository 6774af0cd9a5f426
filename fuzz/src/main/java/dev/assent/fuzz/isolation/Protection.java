package dev.assent.fuzz.isolation;

import dev.assent.client.Branches;
import dev.assent.client.LockConflict;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import org.jspecify.annotations.Nullable;

/** What protects the transactions. Without a part of it, the checker has to find what goes wrong. */
public enum Protection {
    ALL(true, true),
    /** Changed rows are not locked at the coordinator, and global reads do not ask for locks. */
    NO_LOCKS(false, false),
    /** Global reads do not ask for locks. */
    NO_READ_CHECKS(true, false),
    /** One of the two databases is used past the data source. */
    NO_UNDO(true, true);

    private final boolean locks;
    private final boolean asks;

    Protection(boolean locks, boolean asks) {
        this.locks = locks;
        this.asks = asks;
    }

    Branches of(Branches client) {
        return locks && asks ? client : new Weakened(client);
    }

    private final class Weakened implements Branches {
        private final Branches client;

        Weakened(Branches client) {
            this.client = client;
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
            return client.register(xid, type, resourceId, mark, locks ? lockKey : null, applicationData);
        }

        @Override
        public void report(
                Xid xid,
                BranchId branch,
                BranchType type,
                String resourceId,
                BranchStatus status,
                @Nullable String applicationData) {
            client.report(xid, branch, type, resourceId, status, applicationData);
        }

        @Override
        public boolean lockable(
                @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey) {
            return !asks || client.lockable(xid, type, resourceId, mark, lockKey);
        }

        @Override
        public @Nullable DatabaseMark identify(BranchType type, String resourceId, @Nullable DatabaseMark mark) {
            return client.identify(type, resourceId, mark);
        }
    }
}
