package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Command.AdoptMark;
import dev.assent.core.Command.AskForMark;
import dev.assent.core.Command.NameDatabase;
import dev.assent.core.Command.QueryLocks;
import dev.assent.core.Command.Register;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.DatabaseAccepted;
import dev.assent.core.Reply.HeldTwice;
import dev.assent.core.Reply.Lockable;
import dev.assent.core.Reply.MarkGiven;
import dev.assent.core.Reply.ProofNeeded;
import dev.assent.core.Reply.Refused;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One database, one name: P9 and P10 as far as the core decides them. */
final class DatabaseNamingTest {
    private static final DatabaseMark ONE = new DatabaseMark("one");
    private static final DatabaseMark THIRD = new DatabaseMark("third");
    private static final DatabaseMark FRESH = new DatabaseMark("fresh");
    private static final DatabaseMark OTHER = new DatabaseMark("other");
    private static final Origin SEATA = new Origin("seata", "10.0.0.7:50000", false);

    private final Scene scene = new Scene();

    @Test
    void twoNamesOfOneDatabaseShareItsLocks() {
        Xid first = scene.begin();
        Xid second = scene.begin();
        join(first, "localhost", ONE, "t:1");

        Said said = register(second, "127.0.0.1", ONE, "t:1");

        assertThat(Scene.reply(Refused.class, said).sentence())
                .as("a person sees the name")
                .contains("row 127.0.0.1 t:1", first.value());
        assertThat(lockable("127.0.0.1", ONE, "t:1")).isFalse();
        assertThat(lockable("127.0.0.1", ONE, "t:2")).isTrue();
    }

    @Test
    void twoDatabasesOfOneNameDoNot() {
        join(scene.begin(), "localhost", ONE, "t:1");
        join(scene.begin(), "localhost", OTHER, "t:1");

        assertThat(scene.coordinator.lockedRows()).isEqualTo(2);
    }

    @Test
    void locksOfClientsThatHaveTheNameAloneMoveToTheDatabase() {
        Xid seatas = scene.begin();
        join(seatas, "db", null, "t:1");

        Said said = name("db", ONE);

        assertThat(said.events()).allSatisfy(e -> assertThat(e.durability()).isEqualTo(Durability.FORCED));
        assertThat(Scene.reply(DatabaseAccepted.class, said).twice()).isEmpty();
        assertThat(Scene.refusal(register(scene.begin(), "other name", ONE, "t:1")))
                .isEqualTo(Refusal.LOCKED);
        assertThat(lockable("db", null, "t:1")).isFalse();
        join(seatas, "db", null, "t:2");
        assertThat(Scene.refusal(register(scene.begin(), "db", ONE, "t:2"))).isEqualTo(Refusal.LOCKED);
        assertThat(name("db", ONE).events()).as("it is known").isEmpty();
        assertSurvives();

        scene.commit(seatas);
        assertThat(scene.coordinator.lockedRows()).isZero();
    }

    @Test
    void aRowThatTwoHoldStaysWithBothAndNoThirdGetsIt() {
        Xid seatas = scene.begin();
        Xid ours = scene.begin();
        join(seatas, "db", null, "t:1");
        join(ours, "other name", ONE, "t:1");

        Said said = name("db", ONE);

        HeldTwice row = Scene.reply(DatabaseAccepted.class, said).twice().get(0);
        assertThat(row.row()).isEqualTo(LockKey.parse("db", "t:1").get(0));
        assertThat(row.one().xid()).isEqualTo(seatas);
        assertThat(row.other().xid()).isEqualTo(ours);
        assertSurvives();
        Xid third = scene.begin();
        assertThat(Scene.refusal(register(third, "db", ONE, "t:1"))).isEqualTo(Refusal.LOCKED);
        scene.commit(seatas);
        assertThat(Scene.refusal(register(third, "db", ONE, "t:1"))).isEqualTo(Refusal.LOCKED);
        scene.commit(ours);
        join(third, "db", ONE, "t:1");
        scene.commit(third);
        assertThat(scene.coordinator.lockedRows()).isZero();
    }

    @Test
    void aRollbackKeepsItsRowsWhenTheyMove() {
        Xid seatas = scene.begin();
        join(seatas, "db", null, "t:1");
        scene.rollback(seatas);

        name("db", ONE);

        assertThat(Scene.refusal(register(scene.begin(), "db", ONE, "t:1"))).isEqualTo(Refusal.LOCKED);
        assertSurvives();
    }

    @Test
    void aNameWithAnotherMarkIsAnotherDatabase() {
        name("db", ONE);
        join(scene.begin(), "db", ONE, "t:1");

        Scene.reply(DatabaseAccepted.class, name("db", OTHER));

        join(scene.begin(), "db", OTHER, "t:1");
        assertThat(scene.coordinator.databases()).containsEntry("db", OTHER);
    }

    @Test
    void butNotWhileClientsThatHaveTheNameAloneUseIt() {
        name("db", ONE);
        assertThat(Scene.reply(Refused.class, scene.say(new NameDatabase("db", OTHER, ONE, true)))
                        .sentence())
                .startsWith("ASN-4112: ")
                .contains("mark other", "mark one", "serves that name");

        Xid seatas = scene.begin();
        join(seatas, "db", null, "t:1");
        assertThat(Scene.reply(Refused.class, name("db", OTHER)).sentence()).contains(seatas.value());

        scene.commit(seatas);
        scene.coordinator
                .openXids()
                .forEach(xid -> scene.coordinator
                        .obligations(xid)
                        .branches()
                        .forEach(item -> scene.done(xid, item.branch(), Outcome.COMMIT)));
        Scene.reply(DatabaseAccepted.class, name("db", OTHER));
    }

    /** A client that still has the mark which the database lost may name it after one that has made the new mark. */
    @Test
    void aNameAloneMayMeanEachDatabaseThatHasOpenBranchesUnderIt() {
        Xid ours = scene.begin();
        name("db", ONE);
        join(ours, "db", ONE, "t:1");
        name("db", OTHER);

        assertNameAloneMeets(ours);
        scene.restart();
        assertNameAloneMeets(ours);

        scene.commit(ours);
        join(scene.begin(), "db", null, "t:1");
    }

    private void assertNameAloneMeets(Xid holder) {
        Said said = register(scene.begin(), "db", null, "t:1");
        assertThat(Scene.refusal(said)).isEqualTo(Refusal.LOCKED);
        assertThat(Scene.reply(Refused.class, said).sentence()).contains("row db t:1", holder.value());
        assertThat(lockable("db", null, "t:1")).isFalse();
        assertThat(lockable("db", null, "t:2")).isTrue();
        assertThat(lockable("db of another name", null, "t:1")).isTrue();
    }

    /** A connection serves the mark still under which it was accepted before the name came to stand for another. */
    @Test
    void eachDatabaseOfTheNameMeetsTheRowsThatAreLockedByTheNameAlone() {
        Xid seatas = scene.begin();
        name("db", ONE);
        name("db", OTHER);
        join(seatas, "db", null, "t:1");

        assertMeetsNameAlone();
        scene.restart();
        assertMeetsNameAlone();

        scene.commit(seatas);
        join(scene.begin(), "db", ONE, "t:1");
        join(scene.begin(), "db", OTHER, "t:1");
    }

    private void assertMeetsNameAlone() {
        for (DatabaseMark mark : List.of(ONE, OTHER)) {
            assertThat(Scene.refusal(register(scene.begin(), "db", mark, "t:1")))
                    .isEqualTo(Refusal.LOCKED);
            assertThat(lockable("db", mark, "t:1")).isFalse();
            assertThat(lockable("db", mark, "t:2")).isTrue();
        }
        assertThat(lockable("another name", ONE, "t:1")).isTrue();
    }

    @Test
    void aNameThatStandsForNoDatabaseYetMayMeanOneThatHasABranchUnderIt() {
        join(scene.begin(), "db", ONE, "t:1");
        join(scene.begin(), "db", null, "t:2");

        assertThat(Scene.refusal(register(scene.begin(), "db", null, "t:1"))).isEqualTo(Refusal.LOCKED);
        assertThat(Scene.refusal(register(scene.begin(), "db", ONE, "t:2"))).isEqualTo(Refusal.LOCKED);
        assertSurvives();
    }

    @Test
    void aTransactionMeetsNoRowOfItsOwn() {
        Xid xid = scene.begin();
        name("db", ONE);
        join(xid, "db", ONE, "t:1");
        name("db", OTHER);

        join(xid, "db", null, "t:1");
        join(xid, "db", ONE, "t:1");

        scene.commit(xid);
        assertThat(scene.coordinator.lockedRows()).isZero();
    }

    /** A client names the mark still that its database has lost. */
    @Test
    void aNameStandsForAnotherMarkOnlyOnceThatHasBeenShown() {
        name("db", ONE);

        Said said = scene.say(new NameDatabase("db", OTHER, null, false));

        assertThat(Scene.reply(ProofNeeded.class, said).known()).isEqualTo(ONE);
        assertThat(said.events()).isEmpty();
        Scene.reply(DatabaseAccepted.class, scene.say(new NameDatabase("db", OTHER, ONE, false)));
        assertThat(Scene.reply(ProofNeeded.class, scene.say(new NameDatabase("db", ONE, THIRD, false)))
                        .known())
                .as("it was shown before the name came to stand for another one")
                .isEqualTo(OTHER);
    }

    /** Clients that have the name alone may connect before the database is seen with its new mark. */
    @Test
    void aNameStandsForTheNewMarkFromTheAnswerOn() {
        name("db", ONE);

        Said said = scene.say(new AskForMark("db", Set.of(), FRESH));

        assertThat(Scene.reply(MarkGiven.class, said).mark()).isEqualTo(FRESH);
        assertThat(said.events()).allSatisfy(e -> assertThat(e.durability()).isEqualTo(Durability.FORCED));
        assertThat(scene.coordinator.databases()).containsEntry("db", FRESH);
        join(scene.begin(), "db", null, "t:1");
        assertSurvives();
        Scene.reply(ProofNeeded.class, scene.say(new NameDatabase("db", ONE, null, true)));
        Scene.reply(DatabaseAccepted.class, scene.say(new NameDatabase("db", FRESH, null, true)));
        assertThat(Scene.refusal(register(scene.begin(), "db", FRESH, "t:1"))).isEqualTo(Refusal.LOCKED);
    }

    /** A service asked before another one had made the mark, and its question came late. */
    @Test
    void aMarkThatIsNotLostTakesItsNameBackFromTheNewOneThatNoDatabaseHasYet() {
        name("db", ONE);
        scene.say(new AskForMark("db", Set.of(), FRESH));
        join(scene.begin(), "db", null, "t:1");

        Scene.reply(DatabaseAccepted.class, scene.say(new NameDatabase("db", ONE, FRESH, true)));

        assertThat(Scene.refusal(register(scene.begin(), "db", ONE, "t:1"))).isEqualTo(Refusal.LOCKED);
        assertThat(scene.coordinator.markOrders()).isEmpty();
        assertSurvives();
        Xid waits = scene.begin();
        join(waits, "db", ONE, "t:2");
        assertThat(Scene.reply(Refused.class, scene.say(new AskForMark("db", Set.of(), FRESH)))
                        .sentence())
                .startsWith("ASN-4113: ");
    }

    @Test
    void aNewMarkThatNoDatabaseHasYetIsNotGivenWhileABranchWaitsForTheOldOne() {
        name("db", ONE);
        scene.say(new AskForMark("db", Set.of(), FRESH));
        Xid late = scene.begin();
        join(late, "db", ONE, "t:1");

        assertThat(Scene.reply(Refused.class, scene.say(new AskForMark("db", Set.of(), FRESH)))
                        .sentence())
                .startsWith("ASN-4113: ")
                .contains(late.value());
    }

    /** The name stands for one that no database has had: it came to do so before the old one was lost. */
    @Test
    void theMarkThatIsAdoptedIsTheOneThatBranchesWaitFor() {
        name("db", ONE);
        scene.say(new AskForMark("db", Set.of(), FRESH));
        join(scene.begin(), "db", null, "t:2");
        Xid waits = scene.begin();
        join(waits, "db", ONE, "t:1");
        assertThat(Scene.reply(Refused.class, scene.say(new AskForMark("db", Set.of("db"), THIRD)))
                        .sentence())
                .contains("mark one", waits.value(), "assent resource adopt db");

        Said said = scene.say(new AdoptMark("db"));

        assertThat(Scene.reply(MarkGiven.class, said).mark()).isEqualTo(ONE);
        assertThat(said.events()).allSatisfy(e -> assertThat(e.durability()).isEqualTo(Durability.FORCED));
        assertSurvives();
        assertThat(Scene.reply(MarkGiven.class, scene.say(new AskForMark("db", Set.of("db"), THIRD)))
                        .mark())
                .isEqualTo(ONE);
        Scene.reply(DatabaseAccepted.class, scene.say(new NameDatabase("db", ONE, null, true)));
        assertThat(Scene.refusal(register(scene.begin(), "db", ONE, "t:2")))
                .as("clients that have the name alone share its locks")
                .isEqualTo(Refusal.LOCKED);
        assertThat(scene.coordinator.markOrders()).isEmpty();
    }

    @Test
    void aMarkThatTakesThePlaceOfALostOneIsNotAdoptedOnceMore() {
        name("db", ONE);
        scene.say(new AskForMark("db", Set.of(), FRESH));

        Said said = scene.say(new AdoptMark("db"));

        assertThat(Scene.reply(MarkGiven.class, said).mark()).isEqualTo(FRESH);
        assertThat(said.events()).as("the next database takes it anyway").isEmpty();
        join(scene.begin(), "db", ONE, "t:1");
        Scene.reply(Refused.class, scene.say(new AskForMark("db", Set.of(), FRESH)));
    }

    @Test
    void theMarkOfANameThatStandsForNoDatabaseYetIsAdoptedFromItsBranches() {
        assertThat(Scene.reply(MarkGiven.class, scene.say(new AdoptMark("db"))).mark())
                .isNull();
        join(scene.begin(), "db", ONE, "t:1");

        assertThat(Scene.reply(MarkGiven.class, scene.say(new AdoptMark("db"))).mark())
                .isEqualTo(ONE);
        assertThat(Scene.reply(MarkGiven.class, scene.say(new AskForMark("db", Set.of(), FRESH)))
                        .mark())
                .isEqualTo(ONE);
    }

    /** A branch that was registered under a mark which the database had lost before has changed nothing there. */
    @Test
    void theMarkThatADatabaseHadLastIsAdopted() {
        name("db", ONE);
        scene.say(new AskForMark("db", Set.of(), OTHER));
        join(scene.begin(), "db", ONE, "t:1");
        name("db", OTHER);
        join(scene.begin(), "db", OTHER, "t:2");

        assertThat(Scene.reply(MarkGiven.class, scene.say(new AdoptMark("db"))).mark())
                .isEqualTo(OTHER);
        assertThat(Scene.reply(MarkGiven.class, scene.say(new AskForMark("db", Set.of(), FRESH)))
                        .mark())
                .isEqualTo(OTHER);
    }

    /** Clients of Seata's have come meanwhile: the name stands for that mark already. */
    @Test
    void aNewMarkIsGivenAgainThoughClientsThatHaveTheNameAloneUseIt() {
        name("db", ONE);
        scene.say(new AskForMark("db", Set.of(), FRESH));
        join(scene.begin(), "db", null, "t:1");

        assertThat(Scene.reply(MarkGiven.class, scene.say(new AskForMark("db", Set.of("db"), THIRD)))
                        .mark())
                .isEqualTo(FRESH);
    }

    @Test
    void aMissingMarkIsNotMadeAgainWhileABranchWaitsForTheOldOne() {
        name("db", ONE);
        name("other name", ONE);
        Scene.reply(DatabaseAccepted.class, scene.say(new AskForMark("unheard of", Set.of(), FRESH)));

        Xid open = scene.begin();
        join(open, "db", ONE, "t:1");

        for (String name : List.of("db", "other name")) {
            assertThat(Scene.reply(Refused.class, scene.say(new AskForMark(name, Set.of(), FRESH)))
                            .sentence())
                    .startsWith("ASN-4113: ")
                    .contains(
                            "mark one", open.value(), "assent resource adopt " + name, "assent resource renew " + name);
        }
        Scene.reply(DatabaseAccepted.class, scene.say(new AskForMark("unheard of", Set.of(), FRESH)));
    }

    /** Its locks are shared with them by the old mark alone. */
    @Test
    void aMissingMarkIsNotMadeAgainWhileClientsThatHaveOneOfItsNamesAloneUseIt() {
        name("db", ONE);
        name("other name", ONE);
        for (String name : List.of("db", "other name")) {
            assertThat(Scene.reply(Refused.class, scene.say(new AskForMark(name, Set.of("db", "elsewhere"), FRESH)))
                            .sentence())
                    .startsWith("ASN-4113: ")
                    .contains("the name db:", "assent resource adopt " + name);
        }

        Xid seatas = scene.begin();
        join(seatas, "other name", null, "t:1");
        assertThat(Scene.reply(Refused.class, scene.say(new AskForMark("db", Set.of("elsewhere"), FRESH)))
                        .sentence())
                .contains("the name other name:");
    }

    private void assertSurvives() {
        String now = known(scene.coordinator);
        assertThat(known(Scene.replay(scene.policy, scene.journal))).isEqualTo(now);
        assertThat(known(Scene.replay(scene.policy, Scene.snapshot(scene.coordinator))))
                .isEqualTo(now);
    }

    /** All that is on record, whatever the order in which two came to hold a row. */
    private static String known(Coordinator c) {
        List<TransactionDetails> recorded = c.openXids().stream()
                .map(c::details)
                .filter(details -> !details.branches().isEmpty())
                .toList();
        boolean held = c.state()
                .locks()
                .heldByOther(null, LockKey.parse(ONE.value(), "t:1"))
                .isPresent();
        return c.databases() + " " + c.lockedRows() + " " + recorded + " " + held;
    }

    private Said name(String name, DatabaseMark mark) {
        return scene.say(
                new NameDatabase(name, mark, scene.coordinator.databases().get(name), false));
    }

    private boolean lockable(String name, @Nullable DatabaseMark mark, String rows) {
        return Scene.reply(Lockable.class, scene.say(new QueryLocks(null, name, mark, rows, null)))
                .free();
    }

    private void join(Xid xid, String name, @Nullable DatabaseMark mark, String rows) {
        Scene.reply(BranchAccepted.class, register(xid, name, mark, rows));
    }

    private Said register(Xid xid, String name, @Nullable DatabaseMark mark, String rows) {
        return scene.say(new Register(
                xid, BranchType.AT, name, mark, rows, null, false, mark == null ? SEATA : Scene.SHOP, null, false));
    }
}
