package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Scene.Line;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random commands on a few transactions and rows; a name in the report is the seed that repeats it. */
final class CoordinatorPropertiesTest {
    private static final int STEPS = 60;
    private static final int LONG = 100;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsItsPromises(long seed) {
        Random random = new Random(seed);
        RandomLife life = new RandomLife(random);
        for (int step = 0; step < STEPS; step++) {
            life.step();
            life.assertOneOutcomeEach();
            life.assertLocksAreOwned();
            if (step % 3 == 2) {
                life.assertAnyLegalPrefixReplays();
            }
            if (step % 20 == 19) {
                assertSnapshotIsTheSame(life);
            }
        }
        assertEveryDecisionIsCarriedOut(life);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    /** A written-down figure, so that every JVM must agree: hash order differs between them. */
    @Test
    void theSameSeedGivesTheSameTextInEveryJvm() {
        CRC32C checksum = new CRC32C();
        for (long seed = 1; seed <= 30; seed++) {
            RandomLife life = new RandomLife(new Random(seed));
            for (int step = 0; step < STEPS; step++) {
                checksum.update((life.step() + "\n" + life.scene.coordinator).getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(Long.toHexString(checksum.getValue())).isEqualTo("34393f09");
    }

    /** Or the properties would hold of nothing. */
    @Test
    void theRandomLivesTakeEveryTransition() {
        Set<Transition> visited = EnumSet.noneOf(Transition.class);
        LongStream.rangeClosed(1, 2000)
                .takeWhile(seed -> visited.size() < Transition.values().length)
                .forEach(seed -> {
                    RandomLife life = new RandomLife(new Random(seed), visited::add);
                    for (int step = 0; step < LONG; step++) {
                        life.step();
                    }
                    Coordinator again = new Coordinator(life.scene.policy, visited::add);
                    life.scene.journal.forEach(line -> again.apply(line.event(), line.at()));
                    Coordinator restored = new Coordinator(life.scene.policy, visited::add);
                    Scene.snapshot(again).forEach(line -> restored.apply(line.event(), line.at()));
                });

        assertThat(visited).containsExactlyInAnyOrder(Transition.values());
    }

    private static void assertSnapshotIsTheSame(RandomLife life) {
        Coordinator live = life.scene.coordinator;
        List<Line> snapshot = Scene.snapshot(live);
        Coordinator restored = Scene.replay(life.scene.policy, snapshot);

        assertThat(life.known(restored, life.durable())).isEqualTo(life.known(live, life.durable()));
        assertThat(RandomLife.sorted(Scene.snapshot(restored))).isEqualTo(RandomLife.sorted(snapshot));
        assertThat(restored.latest()).isEqualTo(live.latest());
        for (Command command : life.questions()) {
            Decision decision = restored.decide(command, life.scene.now);
            assertThat(decision).as("%s", command).isEqualTo(live.decide(command, life.scene.now));
            assertThat(restored.reply(decision)).as("%s", command).isEqualTo(live.reply(decision));
        }
    }

    /** All lazy records at the end are lost, and nobody is stopped any more; then every participant does as told. */
    private static void assertEveryDecisionIsCarriedOut(RandomLife life) {
        List<Line> kept = life.scene.journal.subList(0, life.shortestPrefix());
        Coordinator coordinator = Scene.replay(life.scene.policy, kept);
        coordinator.apply(coordinator.nextTerm(2, "n", 1, life.scene.now), life.scene.now);
        for (Xid xid : RandomLife.journaled(kept)) {
            coordinator
                    .decide(new Command.Operate(xid, Operation.RESUME, ""), life.scene.now)
                    .events()
                    .forEach(event -> coordinator.apply(event, life.scene.now));
        }
        List<PendingDelivery> pending = pending(coordinator);
        for (int round = 0; !pending.isEmpty(); round++) {
            assertThat(round).as("rounds").isLessThan(1000);
            for (PendingDelivery told : pending) {
                assertThat(told.outcome()).isEqualTo(life.outcomes.get(told.xid()));
                coordinator
                        .decide(
                                new Command.Answered(
                                        told.xid(), told.branch().id(), told.outcome(), told.turn(), BranchAnswer.DONE),
                                life.scene.now)
                        .events()
                        .forEach(event -> coordinator.apply(event, life.scene.now));
            }
            pending = pending(coordinator);
        }
        for (Xid xid : RandomLife.journaled(kept)) {
            TransactionState state = coordinator.state().find(xid).state();
            Outcome outcome = life.outcomes.get(xid);
            assertThat(state)
                    .as("%s", xid)
                    .isIn(
                            outcome == null
                                    ? Set.of(TransactionState.ACTIVE)
                                    : outcome == Outcome.COMMIT
                                            ? Set.of(
                                                    TransactionState.COMMITTED,
                                                    TransactionState.COMMIT_FAILED,
                                                    TransactionState.COMMIT_ABANDONED)
                                            : Set.of(
                                                    TransactionState.ROLLED_BACK,
                                                    TransactionState.ROLLBACK_FAILED,
                                                    TransactionState.ROLLBACK_ABANDONED));
        }
    }

    private static List<PendingDelivery> pending(Coordinator coordinator) {
        return coordinator.openXids().stream()
                .flatMap(xid -> coordinator.obligations(xid).branches().stream())
                .map(item -> Objects.requireNonNull(item.delivery()))
                .toList();
    }
}
