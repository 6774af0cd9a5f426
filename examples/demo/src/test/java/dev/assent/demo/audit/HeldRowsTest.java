package dev.assent.demo.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.client.Branches;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HeldRowsTest {
    private static final List<Long> KEYS =
            LongStream.rangeClosed(1, 1_234).boxed().toList();

    @Test
    void findsEveryHeldRowAndNoOther() {
        Set<LockKey> held = Set.of(row("stock", 1), row("stock", 500), row("stock", 501), row("stock", 1_234));
        assertThat(new HeldRows(new Holding(held), "db", "stock").among(KEYS)).containsExactly(1L, 500L, 501L, 1_234L);
    }

    @Test
    void findsNoneWhereNoneIsHeld() {
        Holding holding = new Holding(Set.of(row("other", 1)));
        assertThat(new HeldRows(holding, "db", "stock").among(KEYS)).isEmpty();
        assertThat(holding.asked).isEqualTo(3);
    }

    private static LockKey row(String table, long key) {
        return new LockKey("db", table, Long.toString(key));
    }

    /** A coordinator that knows nothing but its locks. */
    private static final class Holding implements Branches {
        private final Set<LockKey> held;
        private int asked;

        Holding(Set<LockKey> held) {
            this.held = held;
        }

        @Override
        public boolean lockable(
                @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey) {
            asked++;
            return LockKey.parse(resourceId, lockKey).stream().noneMatch(held::contains);
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
