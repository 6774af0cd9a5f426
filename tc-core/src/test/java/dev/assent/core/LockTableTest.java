package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.core.LockTable.Held;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LockTableTest {
    private static final Xid PAY = new Xid("a:1");
    private static final Xid SHIP = new Xid("a:2");

    private final LockTable locks = new LockTable(new Work(), freed -> {});

    @Test
    void aRowIsFreeWhenTheLastOfItsBranchesLetsGo() {
        locks.take(PAY, branch(1, "t:1"));
        locks.take(PAY, branch(2, "t:1,2"));

        locks.release(PAY, branch(1, "t:1"));
        assertThat(locks.holders(row("t:1"))).containsExactly(new BranchId(2));
        locks.release(PAY, branch(2, "t:1,2"));
        assertThat(locks.size()).isZero();
        assertThat(locks.holders(row("t:1"))).isEmpty();
    }

    @Test
    void itsOwnerIsNoOtherAndNobodyIsEveryOther() {
        locks.take(PAY, branch(1, "t:1"));

        assertThat(locks.heldByOther(PAY, LockKey.parse("db", "t:1,2"))).isEmpty();
        assertThat(locks.heldByOther(SHIP, LockKey.parse("db", "t:2,1"))).contains(new Held(row("t:1"), PAY));
        assertThat(locks.heldByOther(null, LockKey.parse("db", "t:1"))).contains(new Held(row("t:1"), PAY));
        assertThat(locks.heldByOther(SHIP, LockKey.parse("db2", "t:1")))
                .as("of another database")
                .isEmpty();
        assertThat(locks.heldByOther(SHIP, LockKey.parse("db", "T:1")))
                .as("a table has no case")
                .isPresent();
    }

    @Test
    void takingTwiceHoldsOnce() {
        locks.take(PAY, branch(1, "t:1"));
        locks.take(PAY, branch(1, "t:1"));

        locks.release(PAY, branch(1, "t:1"));
        assertThat(locks.size()).isZero();
    }

    @Test
    void nobodyReleasesWhatIsNotHis() {
        locks.take(PAY, branch(1, "t:1"));

        locks.release(SHIP, branch(1, "t:1"));
        locks.release(PAY, branch(2, "t:1"));
        locks.release(PAY, branch(1, "t:9"));
        assertThat(locks.holders(row("t:1"))).containsExactly(new BranchId(1));
    }

    @Test
    void twoOwnersAreAMistakeOfOurs() {
        locks.take(PAY, branch(1, "t:1"));

        assertThatThrownBy(() -> locks.take(SHIP, branch(2, "t:1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected row db t:1 to be free for transaction a:2, but transaction a:1 holds it");
    }

    private static LockKey row(String text) {
        return LockKey.parse("db", text).get(0);
    }

    private static Branch branch(long id, String lockKey) {
        return new Branch(
                new BranchId(id),
                BranchType.AT,
                "db",
                LockKey.parse("db", lockKey),
                Scene.SHOP,
                BranchStatus.REGISTERED,
                null,
                null);
    }

    @Test
    void thousandsOfBranchesOnOneRowDoNoHarm() {
        List<Branch> branches = LongStream.rangeClosed(1, 2_000)
                .mapToObj(id -> branch(id, "t:1"))
                .toList();

        branches.forEach(branch -> locks.take(PAY, branch));
        assertThat(locks.holders(row("t:1"))).hasSize(2_000);
        branches.forEach(branch -> locks.release(PAY, branch));
        assertThat(locks.size()).isZero();
    }
}
