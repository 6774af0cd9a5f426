package dev.assent.core;

import static dev.assent.core.Scene.refusal;
import static dev.assent.core.Scene.reply;
import static dev.assent.core.Scene.stands;
import static dev.assent.core.Scene.told;
import static dev.assent.model.BranchType.AT;
import static dev.assent.model.BranchType.TCC;
import static dev.assent.model.BranchType.XA;
import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.BranchAnswer.Failing;
import dev.assent.core.Effect.CallOff;
import dev.assent.core.Effect.Deliver;
import dev.assent.core.Effect.Ended;
import dev.assent.core.Effect.Hurry;
import dev.assent.core.Effect.Settled;
import dev.assent.core.Listing.Which;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.RetriesResumed;
import dev.assent.core.Reply.Explained;
import dev.assent.core.TransactionDetails.Part;
import dev.assent.model.BranchId;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A branch that cannot do as told keeps its rows and holds up nobody but those that touch them; a person may step in. */
final class QuarantineTest {
    private final Scene scene = new Scene();

    private Decision failing(Xid xid, BranchId branch, Outcome outcome) {
        return scene.say(new Command.Answered(xid, branch, outcome, new Failing("no answer", 7)));
    }

    private Part part(Xid xid, BranchId branch) {
        return scene.coordinator.story(xid).branches().stream()
                .filter(part -> part.branch().id().equals(branch))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void othersGoOnInReverseOrderOneByOne() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId second = scene.join(xid, TCC, "");
        BranchId third = scene.join(xid, AT, "t:3");
        scene.rollback(xid);

        Decision parked = scene.never(xid, third, ROLLBACK);
        assertThat(told(parked.effects())).containsExactly(second);
        assertThat(parked.effects()).as("others are on their way").noneMatch(Settled.class::isInstance);
        assertThat(told(scene.done(xid, second, ROLLBACK).effects())).containsExactly(first);
        Decision last = scene.done(xid, first, ROLLBACK);

        assertThat(last.effects())
                .containsExactly(new Settled(
                        xid, new TransactionStatus(TransactionState.ROLLBACK_FAILED, Cause.USER, true, false)));
        assertThat(scene.coordinator.lockedRows()).as("row 3 alone").isEqualTo(1);
        assertThat(scene.restart()).as("not retried").isEmpty();
        assertThat(scene.coordinator.lockedRows()).isEqualTo(1);
        assertThat(refusal(scene.register(scene.begin(), AT, "t:3"))).isEqualTo(Refusal.LOCKED);
    }

    @Test
    void whoSharesARowWaitsEvenByOthersBetween() {
        Xid xid = scene.begin();
        BranchId linked = scene.join(xid, AT, "t:1,2");
        BranchId apart = scene.join(xid, AT, "t:9");
        BranchId between = scene.join(xid, AT, "t:2,3");
        BranchId dirty = scene.join(xid, AT, "t:3,4");
        scene.rollback(xid);

        assertThat(told(scene.never(xid, dirty, ROLLBACK).effects())).containsExactly(apart);
        assertThat(part(xid, between).behind()).isEqualTo(dirty);
        assertThat(part(xid, linked).behind()).isEqualTo(dirty);
        assertThat(part(xid, apart).behind()).isNull();
        assertThat(part(xid, dirty).parked())
                .isEqualTo(new Parked(dirty, "its rows were changed", scene.now, 1, false));
        scene.done(xid, apart, ROLLBACK);
        assertThat(scene.standing(xid).settled()).isTrue();

        Decision retry = scene.say(new Command.Retry(xid));

        assertThat(told(retry.effects())).containsExactly(dirty);
        assertThat(told(scene.done(xid, dirty, ROLLBACK).effects())).containsExactly(between);
        assertThat(told(scene.done(xid, between, ROLLBACK).effects())).containsExactly(linked);
        scene.done(xid, linked, ROLLBACK);
        assertThat(scene.standing(xid).stage()).isEqualTo(TransactionState.ROLLED_BACK);
        assertThat(scene.coordinator.lockedRows()).isZero();
    }

    /** Or a lost record of its end would leave it stopped, and nobody knows it as open: simulation seeds 539, 1027, 1391. */
    @Test
    void aStoppedOneThatEndsByAnAnswerOnItsWayIsTakenUpAgainShouldItsEndBeLost() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, TCC, "");
        scene.commit(xid);
        scene.say(new Command.Stop(xid));

        Decision end = scene.done(xid, branch, COMMIT);

        assertThat(end.events()).containsExactly(new RetriesResumed(xid), new BranchFinished(xid, branch));
        assertThat(end.events().get(0).durability()).isEqualTo(Durability.FORCED);
        assertThat(scene.standing(xid).stage()).isEqualTo(TransactionState.COMMITTED);
    }

    @Test
    void whoKeepsFailingIsToldOnBesideTheOthers() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId same = scene.join(xid, AT, "t:2");
        BranchId failing = scene.join(xid, AT, "t:2");
        scene.rollback(xid);

        assertThat(told(failing(xid, failing, ROLLBACK).effects())).containsExactly(first);
        assertThat(scene.standing(xid).stage()).as("still on its way").isEqualTo(TransactionState.ROLLING_BACK);
        assertThat(failing(xid, failing, ROLLBACK)).as("said before").isEqualTo(Decision.NOTHING);
        assertThat(told(scene.restart())).containsExactlyInAnyOrder(failing, first);
        scene.done(xid, first, ROLLBACK);
        assertThat(scene.standing(xid).settled()).isFalse();
        assertThat(told(scene.done(xid, failing, ROLLBACK).effects())).containsExactly(same);
        assertThat(scene.coordinator.parkedTransactions()).isZero();
        scene.done(xid, same, ROLLBACK);
        assertThat(scene.standing(xid).stage()).isEqualTo(TransactionState.ROLLED_BACK);
    }

    @Test
    void aRetryOfOneThatIsNotParkedSkipsThePause() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, TCC, "");
        scene.commit(xid);

        Decision retry = scene.say(new Command.Retry(xid));

        assertThat(retry.events()).extracting(Event::durability).containsExactly(Durability.FORCED);
        assertThat(told(retry.effects())).containsExactly(branch);
        assertThat(retry.effects()).contains(new Hurry(xid));
        assertThat(reply(Explained.class, retry).sentence()).contains("branch " + branch + " on db");
    }

    @Test
    void whatIsStoppedStaysSoOverARestart() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId second = scene.join(xid, AT, "t:2");
        scene.rollback(xid);

        Decision stop = scene.say(new Command.Stop(xid));
        assertThat(stop.effects()).containsExactly(new CallOff(xid));
        assertThat(told(scene.done(xid, second, ROLLBACK).effects()))
                .as("an answer on its way counts, but nobody else is told")
                .isEmpty();
        assertThat(scene.restart()).isEmpty();
        assertThat(scene.coordinator.story(xid).stopped()).isEqualTo(scene.now);
        assertThat(refusal(scene.say(new Command.Retry(xid)))).isEqualTo(Refusal.STOPPED);
        scene.pass(Duration.ofHours(1));
        assertThat(scene.say(new Command.Stop(xid)).events())
                .as("stopped before")
                .isEmpty();

        assertThat(told(scene.say(new Command.Resume(xid)).effects())).containsExactly(first);
        assertThat(scene.say(new Command.Resume(xid)).events()).isEmpty();
        assertThat(scene.coordinator.story(xid).stopped()).isNull();
    }

    @Test
    void aForcedEndFreesTheRowsAndIsNeverTakenForTheRealOne() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId dirty = scene.join(xid, AT, "t:1,2");
        scene.rollback(xid);
        scene.never(xid, dirty, ROLLBACK);

        Decision forced = scene.say(new Command.Force(xid, "mended by hand"));

        TransactionStatus end = new TransactionStatus(TransactionState.ROLLBACK_ABANDONED, Cause.USER, true, false);
        assertThat(forced.events()).extracting(Event::durability).containsExactly(Durability.FORCED);
        assertThat(reply(Explained.class, forced).standing()).isEqualTo(end);
        assertThat(reply(Explained.class, forced).sentence()).contains(first + ", " + dirty);
        assertThat(forced.effects()).contains(new CallOff(xid), new Settled(xid, end));
        assertThat(scene.coordinator.lockedRows()).isZero();
        for (int life = 0; life < 2; life++) {
            assertThat(stands(scene.rollback(xid))).isEqualTo(end);
            assertThat(stands(scene.commit(xid))).isEqualTo(end);
            assertThat(scene.done(xid, dirty, ROLLBACK)).isEqualTo(Decision.NOTHING);
            assertThat(scene.restart()).isEmpty();
        }
    }

    @Test
    void theStoryOfAForcedEndHasItsReason() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, TCC, "");
        scene.commit(xid);
        scene.never(xid, branch, COMMIT);

        TransactionDetails story = scene.say(new Command.Force(xid, "its service is gone")).effects().stream()
                .flatMap(effect -> effect instanceof Ended ended
                        ? Optional.of(ended.story()).stream()
                        : Optional.<TransactionDetails>empty().stream())
                .findFirst()
                .orElseThrow();

        assertThat(story.reason()).isEqualTo("its service is gone");
        assertThat(story.outcome()).isEqualTo(COMMIT);
        assertThat(story.standing().stage()).isEqualTo(TransactionState.COMMIT_ABANDONED);
        assertThat(story.branches()).singleElement().satisfies(part -> {
            assertThat(part.finished()).isFalse();
            assertThat(part.parked()).isNotNull();
        });
    }

    @Test
    void theReasonOfAForcedEndOutlivesRestartsAndSnapshotsAndGoesWithTheEnding() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, TCC, "");
        scene.commit(xid);
        scene.never(xid, branch, COMMIT);
        String reason = "x".repeat(Command.Force.LONGEST_REASON);
        Decision tooLong = scene.say(new Command.Force(xid, reason + 'x'));
        assertThat(tooLong.events()).isEmpty();
        assertThat(refusal(tooLong)).isEqualTo(Refusal.MALFORMED);

        scene.say(new Command.Force(xid, reason));

        assertThat(scene.coordinator.story(xid).reason()).isEqualTo(reason);
        scene.restart();
        assertThat(scene.coordinator.story(xid).reason()).isEqualTo(reason);
        Coordinator fromSnapshot = Scene.replay(scene.policy, Scene.snapshot(scene.coordinator));
        assertThat(fromSnapshot.story(xid)).isEqualTo(scene.coordinator.story(xid));
        assertThat(fromSnapshot.story(xid).reason()).isEqualTo(reason);
        for (int end = 0; end < 3; end++) {
            scene.pass(scene.policy.memory());
            scene.commit(scene.begin());
        }
        assertThat(scene.standing(xid).stage()).isEqualTo(TransactionState.UNKNOWN);
        assertThat(scene.coordinator.story(xid).reason()).isNull();
    }

    @Test
    void whatIsUndecidedCannotBeForced() {
        Xid xid = scene.begin();
        scene.join(xid, AT, "t:1");

        for (Command wish : List.of(
                new Command.Force(xid, "enough"),
                new Command.Retry(xid),
                new Command.Stop(xid),
                new Command.Resume(xid))) {
            assertThat(refusal(scene.say(wish))).isEqualTo(Refusal.UNDECIDED);
        }
        assertThat(reply(Reply.Refused.class, scene.say(new Command.Force(xid, "enough")))
                        .sentence())
                .contains("rolled back by its time-out at 2026-01-01T12:01:00Z");
    }

    /** Or a call whose answer was lost with the coordinator would look as if it had never been made. */
    @Test
    void thatAnXaBranchMayHaveBeenToldIsRemembered() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, XA, "");
        Deliver first = deliver(scene.commit(xid).effects());
        assertThat(first.isRecordedFirst()).isTrue();
        assertThat(first.told()).isFalse();

        assertThat(deliver(scene.restart()).told()).as("nobody was told").isFalse();
        scene.say(new Command.Tell(xid, branch));
        assertThat(deliver(scene.restart()).told()).isTrue();
        scene.never(xid, branch, COMMIT);
        scene.say(new Command.Retry(xid));
        assertThat(deliver(scene.restart()).told())
                .as("that call has been answered")
                .isFalse();
    }

    private static Deliver deliver(List<Effect> effects) {
        return effects.stream()
                .flatMap(effect ->
                        effect instanceof Deliver deliver ? List.of(deliver).stream() : List.<Deliver>of().stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aStoryTellsWhatWasSaidAndDone() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId second = scene.join(xid, AT, "t:2");
        TransactionDetails open = scene.coordinator.story(xid);
        scene.rollback(xid);
        scene.done(xid, second, ROLLBACK);
        TransactionDetails story = scene.coordinator.story(xid);

        assertThat(open.outcome()).isNull();
        assertThat(open.branches()).allMatch(Part::locks);
        assertThat(story.begun())
                .isEqualTo(new Begun(xid, scene.now, scene.now.plus(Scene.TIMEOUT), "buy", Scene.SHOP, "group"));
        assertThat(story.standing().cause()).isEqualTo(Cause.USER);
        assertThat(part(xid, second)).satisfies(part -> {
            assertThat(part.finished()).isTrue();
            assertThat(part.locks()).isFalse();
        });
        assertThat(part(xid, first)).satisfies(part -> {
            assertThat(part.finished()).isFalse();
            assertThat(part.locks()).isTrue();
            assertThat(part.branch().origin()).isEqualTo(Scene.SHOP);
        });
        scene.restart();
        assertThat(scene.coordinator.story(xid)).as("over a restart").isEqualTo(story);
        scene.done(xid, first, ROLLBACK);
        assertThat(scene.coordinator.story(xid).branches())
                .as("of an ended one, the ending")
                .isEmpty();
    }

    @Test
    void aListingShowsWhatIsWantedTheOldestFirst() {
        Xid open = scene.begin();
        scene.join(open, AT, "t:1");
        Xid parked = scene.begin();
        BranchId dirty = scene.join(parked, AT, "t:2");
        scene.rollback(parked);
        scene.never(parked, dirty, ROLLBACK);
        Xid stopped = scene.begin();
        scene.join(stopped, TCC, "");
        scene.commit(stopped);
        scene.say(new Command.Stop(stopped));

        assertThat(listed(Which.ALL, 10)).containsExactly(open, parked, stopped);
        assertThat(listed(Which.ALL, 2)).containsExactly(open, parked);
        assertThat(listed(Which.UNDECIDED, 10)).containsExactly(open);
        assertThat(listed(Which.FINISHING, 10)).containsExactly(parked, stopped);
        assertThat(listed(Which.PARKED, 10)).containsExactly(parked);
        assertThat(listed(Which.STOPPED, 10)).containsExactly(stopped);
        assertThat(scene.coordinator.list(new Listing(Which.ALL, "another", null, 10)))
                .isEmpty();
        assertThat(scene.coordinator.list(new Listing(Which.ALL, "shop", "db", 10)))
                .hasSize(3);
        assertThat(scene.coordinator.parkedTransactions()).isEqualTo(1);
    }

    private List<Xid> listed(Which which, int limit) {
        return scene.coordinator.list(new Listing(which, null, null, limit)).stream()
                .map(TransactionDetails::xid)
                .toList();
    }
}
