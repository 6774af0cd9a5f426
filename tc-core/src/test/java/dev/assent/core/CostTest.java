package dev.assent.core;

import static dev.assent.model.BranchType.AT;
import static dev.assent.model.BranchType.TCC;
import static dev.assent.model.Outcome.COMMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.TransactionBegun;
import dev.assent.model.BranchId;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One step costs the logarithm of the number of branches: counted in comparisons and in branches looked at, not in time. */
final class CostTest {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int AT_MOST = 10;

    @ParameterizedTest
    @MethodSource("cases")
    void anAnswer(Case what) {
        assertThat(costOfAnAnswer(MANY, what))
                .as("comparisons and branches looked at, beside %d with %d branches", costOfAnAnswer(FEW, what), FEW)
                .isLessThanOrEqualTo(AT_MOST * costOfAnAnswer(FEW, what));
    }

    private static Stream<Case> cases() {
        List<Case> all = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            for (BranchType type : List.of(AT, TCC)) {
                for (boolean shared : List.of(false, true)) {
                    all.add(new Case(outcome, type, shared, false));
                    all.add(new Case(outcome, type, shared, true));
                }
            }
        }
        return all.stream();
    }

    /**
     * @param shared whether all branches hold the same row beside their own
     * @param parked whether every other branch is parked before
     */
    private record Case(Outcome outcome, BranchType type, boolean shared, boolean parked) {}

    @Test
    void aRegistration() {
        long few = costOfARegistration(FEW);

        assertThat(costOfARegistration(MANY)).isLessThanOrEqualTo(AT_MOST * few);
    }

    /** Of the dearest of some answers, parked ones among them. */
    private static long costOfAnAnswer(int branches, Case what) {
        Life life = new Life(branches, what);
        life.say(what.outcome == COMMIT ? new Command.Commit(life.xid) : new Command.Rollback(life.xid));
        if (what.parked) {
            for (int i = 0; i < branches / 2; i++) {
                life.answer(new BranchAnswer.Failing("not yet", 5));
            }
        }
        long dearest = 0;
        for (int i = 0; i < 2; i++) {
            long before = life.steps();
            life.answer(BranchAnswer.DONE);
            long after = life.steps();
            life.answer(new BranchAnswer.Never("never", 1));
            dearest = Math.max(dearest, Math.max(after - before, life.steps() - after));
        }
        return dearest;
    }

    private static long costOfARegistration(int branches) {
        Life life = new Life(branches, new Case(COMMIT, AT, true, false));
        long before = life.steps();
        life.register(branches, AT, true);
        return life.steps() - before;
    }

    /** However much is open in other databases. */
    @Test
    void aDatabaseThatIsNamed() {
        long few = costOfNaming(FEW);

        assertThat(few).as("the branch that is there is looked at").isPositive();
        assertThat(costOfNaming(MANY)).isLessThanOrEqualTo(AT_MOST * few);
    }

    private static long costOfNaming(int others) {
        Life life = new Life(1, new Case(COMMIT, AT, false, false));
        for (int i = 0; i < others; i++) {
            life.opensElsewhere(i, new DatabaseMark("other"));
            life.opensElsewhere(i, null);
        }
        long before = life.steps();
        life.say(new Command.NameDatabase("db", new DatabaseMark("one"), null, false));
        life.say(new Command.AskForMark("db", Set.of(), new DatabaseMark("fresh")));
        life.say(new Command.AskForMark("never heard of", Set.of(), new DatabaseMark("fresh")));
        return life.steps() - before;
    }

    /** One transaction of many branches, and the increments of what has to be done for it, as a loop takes them. */
    private static final class Life {
        private final Coordinator coordinator = new Coordinator(Policy.of(Scene.ADDRESS));
        private final Instant now = Scene.NOON;
        private final Mirror mirror = new Mirror();
        private final Xid xid;
        private final Outcome outcome;
        private final List<BranchId> all = new ArrayList<>();
        private int answered;

        Life(int branches, Case what) {
            this.outcome = what.outcome;
            xid = ((TransactionBegun) say(new Command.Begin(Duration.ofHours(1), "many", Scene.SHOP, ""))).xid();
            for (int i = 0; i < branches; i++) {
                register(i, what.type, what.shared);
            }
        }

        void register(int number, BranchType type, boolean shared) {
            String row = "t:" + number + (shared ? ",shared" : "");
            RequestId request = new RequestId("client", number);
            Command register = new Command.Register(xid, type, "db", row, null, false, Scene.SHOP, request, false);
            all.add(((BranchAccepted) say(register)).branch());
        }

        /** @param mark null for a client of Seata's */
        void opensElsewhere(int number, @Nullable DatabaseMark mark) {
            Xid other = ((TransactionBegun) say(new Command.Begin(Duration.ofHours(1), "one", Scene.SHOP, ""))).xid();
            String row = "t:" + number;
            say(new Command.Register(other, AT, "elsewhere", mark, row, null, false, Scene.SHOP, null, false));
        }

        /** By the branch whose turn it is. */
        void answer(BranchAnswer answer) {
            BranchId next = coordinator.state().openOrNull(xid) == null
                    ? all.get(0)
                    : Objects.requireNonNullElseGet(
                            Objects.requireNonNull(coordinator.state().openOrNull(xid))
                                    .next(),
                            this::anotherDue);
            tell(new Command.Answered(xid, next, outcome, 0, answer));
        }

        private BranchId anotherDue() {
            return outcome == COMMIT ? all.get(answered++) : all.get(all.size() - 1 - answered++);
        }

        Reply say(Command command) {
            return Objects.requireNonNull(tell(command));
        }

        private @Nullable Reply tell(Command command) {
            Decision decision = coordinator.decide(command, now);
            for (Event event : decision.events()) {
                Touched touched = coordinator.apply(event, now);
                Xid of = touched.xid();
                if (of != null) { // no range of ids
                    Touches touches = new Touches();
                    touches.add(touched);
                    mirror.take(coordinator.obligations(of, touches));
                }
            }
            return coordinator.reply(decision);
        }

        long steps() {
            return coordinator.state().work().steps();
        }
    }
}
