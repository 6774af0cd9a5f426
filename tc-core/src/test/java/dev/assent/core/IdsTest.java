package dev.assent.core;

import static dev.assent.model.BranchType.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.TermBegan;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No number is given twice, whatever is lost. */
final class IdsTest {
    private final Policy policy = new Policy(Scene.ADDRESS, 3, Duration.ofSeconds(15), Duration.ofHours(1));
    private final Scene scene = new Scene(policy, ignored -> {});

    @Test
    void aRangeIsReservedBeforeItsFirstNumberIsUsed() {
        Set<Long> given = new LinkedHashSet<>();
        for (int i = 0; i < 20; i++) {
            Said decision = scene.say(new Command.Begin(Scene.TIMEOUT, "buy", Scene.SHOP, "g"));
            Xid xid = Scene.reply(Reply.TransactionBegun.class, decision).xid();
            long number = xid.number().orElseThrow();

            assertThat(given.add(number)).as("%d is new", number).isTrue();
            assertThat(number).as("below what is reserved").isLessThan(reservedByRecords());
            assertThat(decision.events().stream()
                            .filter(event -> event.durability() == Durability.FORCED)
                            .count())
                    .as("a forced record per range of 3")
                    .isEqualTo(i % 3 == 0 ? 1 : 0);
        }
    }

    @Test
    void aBranchTakesFromTheSameRange() {
        Xid xid = scene.begin();
        scene.join(xid, AT, "t:1");
        scene.join(xid, AT, "t:2");

        Said decision = scene.register(xid, AT, "t:3");

        assertThat(decision.events().get(0)).isEqualTo(new IdsReserved(4, 7));
        assertThat(Scene.reply(Reply.BranchAccepted.class, decision).branch().value())
                .isEqualTo(4);
    }

    @Test
    void aRestartSkipsWhatMayHaveBeenGiven() {
        long lost = scene.begin().number().orElseThrow();
        long reserved = reservedByRecords();

        scene.restart();

        assertThat(lost).isLessThan(reserved);
        assertThat(scene.begin().number().orElseThrow()).isEqualTo(reserved);
    }

    @Test
    void aRestartFromASnapshotDoesToo() {
        scene.begin();
        long reserved = reservedByRecords();
        Coordinator restored = Scene.replay(policy, Scene.snapshot(scene.coordinator));

        Decision decision = restored.decide(new Command.Begin(Scene.TIMEOUT, "", Scene.SHOP, ""), scene.now);

        assertThat(decision.events().get(0)).isEqualTo(new IdsReserved(reserved, reserved + 3));
    }

    /** Else a restored backup would name two transactions alike. */
    @Test
    void everyLifeBeginsAboveWhatALostOneMayHaveGivenOut() {
        scene.begin();
        Coordinator again = Scene.replay(policy, scene.journal);

        again.apply(again.nextTerm(2, "n", 5_000, scene.now), scene.now);
        Decision decision = again.decide(new Command.Begin(Scene.TIMEOUT, "", Scene.SHOP, ""), scene.now);
        assertThat(decision.events().get(0)).isEqualTo(new IdsReserved(5_000, 5_003));

        TermBegan clockWasSetBack = again.nextTerm(3, "n", 1, scene.now);
        assertThat(clockWasSetBack.idBase()).as("what was reserved counts too").isEqualTo(4);
    }

    private long reservedByRecords() {
        return scene.journal.stream()
                .filter(line -> line.event() instanceof IdsReserved)
                .mapToLong(line -> ((IdsReserved) line.event()).upTo())
                .max()
                .orElseThrow();
    }
}
