package dev.assent.demo.run;

import dev.assent.client.Branches;
import dev.assent.client.Transactions;
import dev.assent.client.XidContext;
import dev.assent.demo.audit.HeldRows;
import dev.assent.demo.shop.Purchase;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A coordinator that has one answer to each question, and attempts in chosen states. */
final class Fakes {
    private Fakes() {}

    static Attempt attempt(int number, CoordinatorKill kill) {
        return new Attempt(new Purchase(number, 1, 1, 1, 100, false), kill);
    }

    static Attempt begun(int number, CoordinatorKill kill) {
        Attempt attempt = attempt(number, kill);
        XidContext.Scope scope = XidContext.bind(Xid.of("here:1", number));
        attempt.began();
        scope.close();
        return attempt;
    }

    /** As if no coordinator were ever killed. */
    static CoordinatorKill neverKilled() {
        return new CoordinatorKill(new CountingCoordinator(), Integer.MAX_VALUE, new Tally(), rows(false));
    }

    static HeldRows rows(boolean free) {
        return new HeldRows(new OneAnswer(free, GlobalStatus.UNKNOWN), "db", "basket");
    }

    static Transactions saying(GlobalStatus status) {
        return new OneAnswer(true, status);
    }

    static final class CountingCoordinator implements KillableCoordinator {
        int kills;
        int restarts;
        Runnable whileKilling = () -> {};

        @Override
        public void kill() {
            kills++;
            whileKilling.run();
        }

        @Override
        public void restart() {
            restarts++;
        }
    }

    private record OneAnswer(boolean free, GlobalStatus answer) implements Branches, Transactions {
        @Override
        public boolean lockable(
                @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey) {
            return free;
        }

        @Override
        public GlobalStatus status(Xid xid) {
            return answer;
        }

        @Override
        public Xid begin(String name, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Ending commit(Xid xid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Ending rollback(Xid xid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void markRollbackOnly(Xid xid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BranchId register(
                Xid xid,
                BranchType type,
                String resourceId,
                @Nullable DatabaseMark mark,
                @Nullable String lockKey,
                @Nullable String data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable DatabaseMark identify(BranchType type, String resourceId, @Nullable DatabaseMark mark) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void report(
                Xid xid,
                BranchId branch,
                BranchType type,
                String resourceId,
                BranchStatus status,
                @Nullable String data) {
            throw new UnsupportedOperationException();
        }
    }
}
