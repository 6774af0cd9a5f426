package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Command.AskForMark;
import dev.assent.core.Command.NameDatabase;
import dev.assent.core.Command.OrderMark;
import dev.assent.core.Command.TakeMark;
import dev.assent.core.Event.TermBegan;
import dev.assent.core.Reply.DatabaseAccepted;
import dev.assent.core.Reply.MarkGiven;
import dev.assent.core.Reply.ProofNeeded;
import dev.assent.core.Reply.Refused;
import dev.assent.model.DatabaseMark;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator orders about a database's mark is on record until a database has carried it out. */
final class MarkOrderTest {
    private static final DatabaseMark ONE = new DatabaseMark("one");
    private static final DatabaseMark FRESH = new DatabaseMark("fresh");

    private final Scene scene = new Scene();

    @Test
    void anOrderHoldsUntilADatabaseIsNamedWithTheMark() {
        Said ordered = scene.say(new OrderMark("db", FRESH));

        assertThat(ordered.events()).allSatisfy(e -> assertThat(e.durability()).isEqualTo(Durability.FORCED));
        assertSurvives();
        for (int i = 0; i < 3; i++) { // the service that asked may have died before it wrote the mark
            assertGiven(new AskForMark("db", Set.of(), FRESH));
            assertSurvives();
            restart();
        }
        accepted("db", FRESH);

        assertThat(scene.coordinator.markOrders()).isEmpty();
        assertSurvives();
    }

    /** Each service that finds no mark gets the same, until the database is seen with it. */
    @Test
    void aLostMarkHasOneThatTakesItsPlace() {
        accepted("db", ONE);
        accepted("other name", ONE);
        assertGiven(new AskForMark("db", Set.of(), FRESH));

        restart();
        assertGiven(new AskForMark("db", Set.of(), new DatabaseMark("later")));
        assertThat(Scene.reply(MarkGiven.class, scene.say(new TakeMark("db"))).mark())
                .as("it is for no copy")
                .isNull();
        Scene.reply(ProofNeeded.class, scene.say(new NameDatabase("db", ONE, null, false)));
        assertSurvives();

        accepted("db", FRESH);
        assertThat(scene.coordinator.markOrders()).isEmpty();
        assertSurvives();
    }

    /** It has the mark in memory: that says nothing about the row that is missing. */
    @Test
    void anInstanceThatConnectsAgainDoesNotCarryOutWhatNoneHasTaken() {
        accepted("db", ONE);
        scene.say(new OrderMark("db", ONE));
        restart();

        accepted("db", ONE);

        assertThat(Scene.reply(MarkGiven.class, scene.say(new AskForMark("db", Set.of(), FRESH)))
                        .mark())
                .isEqualTo(ONE);
        accepted("db", ONE);
        assertThat(scene.coordinator.markOrders()).isEmpty();
        assertSurvives();
    }

    @Test
    void aCopyUnderANameOfItsOwnTakesTheMarkThoughTheOriginalIsAway() {
        accepted("production", ONE);
        scene.say(new OrderMark("staging", FRESH));
        restart();

        assertGiven(new NameDatabase("staging", ONE, null, false));

        assertThat(scene.coordinator.databases()).doesNotContainKey("staging");
        accepted("staging", FRESH);
        accepted("production", ONE);
        assertThat(scene.coordinator.markOrders()).isEmpty();
    }

    @Test
    void afterARestartTheOriginalOfTheSameNameIsNotTakenForTheCopy() {
        accepted("db", ONE);
        scene.say(new OrderMark("db", FRESH));
        assertGiven(new TakeMark("db"));

        restart();

        assertThat(Scene.reply(MarkGiven.class, scene.say(new TakeMark("db"))).mark())
                .isNull();
        assertGiven(new AskForMark("db", Set.of(), FRESH));
        assertSurvives();
        scene.say(new OrderMark("db", FRESH));
        assertGiven(new TakeMark("db"));
    }

    @Test
    void aLaterOrderTakesThePlaceOfAnEarlierOne() {
        scene.say(new OrderMark("db", ONE));
        scene.say(new OrderMark("db", FRESH));

        assertGiven(new AskForMark("db", Set.of(), FRESH));
    }

    @Test
    void ordersAreBounded() {
        for (int i = 0; i < DatabaseNames.MOST_ORDERS; i++) {
            Scene.reply(MarkGiven.class, scene.say(new OrderMark("db" + i, FRESH)));
        }
        assertThat(Scene.reply(Refused.class, scene.say(new OrderMark("one more", FRESH)))
                        .sentence())
                .startsWith("ASN-1107: ");
        accepted("lost", ONE);
        assertThat(Scene.reply(Refused.class, scene.say(new AskForMark("lost", Set.of(), FRESH)))
                        .sentence())
                .startsWith("ASN-1107: ");
        Scene.reply(MarkGiven.class, scene.say(new OrderMark("db7", ONE)));
    }

    private void accepted(String name, DatabaseMark mark) {
        Scene.reply(DatabaseAccepted.class, scene.say(new NameDatabase(name, mark, null, false)));
    }

    private void assertGiven(Command command) {
        assertThat(Scene.reply(MarkGiven.class, scene.say(command)).mark()).isEqualTo(FRESH);
    }

    private void restart() {
        scene.apply(new TermBegan(2, "n", 1, Duration.ZERO, scene.policy.memory()));
    }

    private void assertSurvives() {
        for (Coordinator again : new Coordinator[] {
            Scene.replay(scene.policy, scene.journal), Scene.replay(scene.policy, Scene.snapshot(scene.coordinator))
        }) {
            assertThat(again.markOrders()).isEqualTo(scene.coordinator.markOrders());
            assertThat(again.databases()).isEqualTo(scene.coordinator.databases());
        }
    }
}
