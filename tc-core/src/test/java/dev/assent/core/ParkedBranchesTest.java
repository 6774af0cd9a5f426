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
import dev.assent.core.Listing.Which;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.DeliveryResumed;
import dev.assent.core.Reply.Explained;
import dev.assent.core.TransactionDetails.Part;
import dev.assent.model.BranchId;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A branch that cannot do as told keeps its rows and holds up nobody but those that touch them; a person may step in. */
final class ParkedBranchesTest {
    private final Scene scene = new Scene();

    private Said failing(Xid xid, BranchId branch, Outcome outcome) {
        return scene.say(new Command.Answered(xid, branch, outcome, scene.turn(xid), new Failing("no answer", 7)));
    }

    private Part part(Xid xid, BranchId branch) {
        return scene.coordinator.details(xid).branches().stream()
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

        Said parked = scene.never(xid, third, ROLLBACK);
        assertThat(parked.told()).containsExactly(second);
        assertThat(parked.settled()).as("others are on their way").isFalse();
        assertThat(scene.done(xid, second, ROLLBACK).told()).containsExactly(first);
        Said last = scene.done(xid, first, ROLLBACK);

        assertThat(last.settled()).isTrue();
        assertThat(last.told()).isEmpty();
        assertThat(scene.status(xid))
                .isEqualTo(new TransactionStatus(TransactionState.ROLLBACK_FAILED, Cause.USER, true, false));
        assertThat(scene.coordinator.lockedRows()).as("row 3 alone").isEqualTo(1);
        assertThat(told(scene.restart())).as("not retried").isEmpty();
        assertThat(scene.coordinator.lockedRows()).isEqualTo(1);
        assertThat(refusal(scene.register(scene.begin(), AT, "t:3"))).isEqualTo(Refusal.LOCKED);
    }

    @Test
    void aBranchThatSharesARowWaitsEvenByOthersBetween() {
        Xid xid = scene.begin();
        BranchId linked = scene.join(xid, AT, "t:1,2");
        BranchId apart = scene.join(xid, AT, "t:9");
        BranchId between = scene.join(xid, AT, "t:2,3");
        BranchId dirty = scene.join(xid, AT, "t:3,4");
        scene.rollback(xid);

        assertThat(scene.never(xid, dirty, ROLLBACK).told()).containsExactly(apart);
        assertThat(part(xid, between).behind()).isEqualTo(dirty);
        assertThat(part(xid, linked).behind()).isEqualTo(dirty);
        assertThat(part(xid, apart).behind()).isNull();
        assertThat(part(xid, dirty).parked())
                .isEqualTo(new Parked(dirty, "its rows were changed", scene.now, 1, false));
        scene.done(xid, apart, ROLLBACK);
        assertThat(scene.status(xid).settled()).isTrue();

        Said retry = scene.say(new Command.Operate(xid, Operation.RETRY, ""));

        assertThat(retry.told()).containsExactly(dirty);
        assertThat(scene.done(xid, dirty, ROLLBACK).told()).containsExactly(between);
        assertThat(scene.done(xid, between, ROLLBACK).told()).containsExactly(linked);
        scene.done(xid, linked, ROLLBACK);
        assertThat(scene.status(xid).state()).isEqualTo(TransactionState.ROLLED_BACK);
        assertThat(scene.coordinator.lockedRows()).isZero();
    }

    /** Or a lost record of its end would leave it paused, and the coordinator would not know it as open: simulation seeds 539, 1027, 1391. */
    @Test
    void aPausedOneThatEndsByAnAnswerOnItsWayIsDeliveredAgainShouldItsEndBeLost() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, TCC, "");
        scene.commit(xid);
        scene.say(new Command.Operate(xid, Operation.PAUSE, ""));

        Said end = scene.done(xid, branch, COMMIT);

        assertThat(end.events()).containsExactly(new DeliveryResumed(xid), new BranchFinished(xid, branch));
        assertThat(end.events().get(0).durability()).isEqualTo(Durability.FORCED);
        assertThat(scene.status(xid).state()).isEqualTo(TransactionState.COMMITTED);
    }

    @Test
    void aBranchThatKeepsFailingIsRetriedBesideTheOthers() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId same = scene.join(xid, AT, "t:2");
        BranchId failing = scene.join(xid, AT, "t:2");
        scene.rollback(xid);

        assertThat(failing(xid, failing, ROLLBACK).told()).containsExactly(first);
        assertThat(scene.status(xid).state()).as("still on its way").isEqualTo(TransactionState.ROLLING_BACK);
        assertThat(failing(xid, failing, ROLLBACK).isNothing())
                .as("said before")
                .isTrue();
        assertThat(told(scene.restart())).containsExactlyInAnyOrder(failing, first);
        scene.done(xid, first, ROLLBACK);
        assertThat(scene.status(xid).settled()).isFalse();
        assertThat(scene.done(xid, failing, ROLLBACK).told()).containsExactly(same);
        assertThat(scene.coordinator.parkedTransactions()).isZero();
        scene.done(xid, same, ROLLBACK);
        assertThat(scene.status(xid).state()).isEqualTo(TransactionState.ROLLED_BACK);
    }

    @Test
    void aRetryOfOneThatIsNotParkedSkipsThePause() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, TCC, "");
        scene.commit(xid);

        Said retry = scene.say(new Command.Operate(xid, Operation.RETRY, ""));

        assertThat(retry.events()).extracting(Event::durability).containsExactly(Durability.FORCED);
        assertThat(retry.hurried()).containsExactly(branch);
        assertThat(reply(Explained.class, retry).sentence()).contains("branch " + branch + " on db");
    }

    @Test
    void whatIsPausedStaysPausedOverARestart() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId second = scene.join(xid, AT, "t:2");
        scene.rollback(xid);

        Said stop = scene.say(new Command.Operate(xid, Operation.PAUSE, ""));
        assertThat(stop.cancelled()).containsExactly(second);
        assertThat(scene.done(xid, second, ROLLBACK).told())
                .as("an answer on its way counts, but nobody else is told")
                .isEmpty();
        assertThat(told(scene.restart())).isEmpty();
        assertThat(scene.coordinator.details(xid).paused()).isEqualTo(scene.now);
        assertThat(refusal(scene.say(new Command.Operate(xid, Operation.RETRY, ""))))
                .isEqualTo(Refusal.PAUSED);
        scene.pass(Duration.ofHours(1));
        assertThat(scene.say(new Command.Operate(xid, Operation.PAUSE, "")).events())
                .as("paused before")
                .isEmpty();

        assertThat(scene.say(new Command.Operate(xid, Operation.RESUME, "")).told())
                .containsExactly(first);
        assertThat(scene.say(new Command.Operate(xid, Operation.RESUME, "")).events())
                .isEmpty();
        assertThat(scene.coordinator.details(xid).paused()).isNull();
    }

    @Test
    void aForcedEndFreesTheRowsAndIsNeverTakenForTheRealOne() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId dirty = scene.join(xid, AT, "t:1,2");
        scene.rollback(xid);
        scene.never(xid, dirty, ROLLBACK);

        Said forced = scene.say(new Command.Operate(xid, Operation.FORCE, "mended by hand"));

        TransactionStatus end = new TransactionStatus(TransactionState.ROLLBACK_ABANDONED, Cause.USER, true, false);
        assertThat(forced.events()).extracting(Event::durability).containsExactly(Durability.FORCED);
        assertThat(reply(Explained.class, forced).status()).isEqualTo(end);
        assertThat(reply(Explained.class, forced).sentence()).contains(first + ", " + dirty);
        assertThat(forced.cancelled()).isEmpty();
        assertThat(scene.mirror.deliveries()).isEmpty();
        assertThat(scene.coordinator.lockedRows()).isZero();
        for (int life = 0; life < 2; life++) {
            assertThat(stands(scene.rollback(xid))).isEqualTo(end);
            assertThat(stands(scene.commit(xid))).isEqualTo(end);
            assertThat(scene.done(xid, dirty, ROLLBACK).isNothing()).isTrue();
            assertThat(told(scene.restart())).isEmpty();
        }
    }

    @Test
    void theDetailsOfAForcedEndHaveItsReason() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, TCC, "");
        scene.commit(xid);
        scene.never(xid, branch, COMMIT);

        TransactionDetails story = Objects.requireNonNull(
                scene.operate(xid, Operation.FORCE, "its service is gone").ended());

        assertThat(story.reason()).isEqualTo("its service is gone");
        assertThat(story.outcome()).isEqualTo(COMMIT);
        assertThat(story.status().state()).isEqualTo(TransactionState.COMMIT_ABANDONED);
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
        String reason = "x".repeat(Operation.LONGEST_REASON);
        Said tooLong = scene.say(new Command.Operate(xid, Operation.FORCE, reason + 'x'));
        assertThat(tooLong.events()).isEmpty();
        assertThat(refusal(tooLong)).isEqualTo(Refusal.MALFORMED);

        scene.say(new Command.Operate(xid, Operation.FORCE, reason));

        assertThat(scene.coordinator.details(xid).reason()).isEqualTo(reason);
        scene.restart();
        assertThat(scene.coordinator.details(xid).reason()).isEqualTo(reason);
        Coordinator fromSnapshot = Scene.replay(scene.policy, Scene.snapshot(scene.coordinator));
        assertThat(fromSnapshot.details(xid)).isEqualTo(scene.coordinator.details(xid));
        assertThat(fromSnapshot.details(xid).reason()).isEqualTo(reason);
        for (int end = 0; end < 3; end++) {
            scene.pass(scene.policy.memory());
            scene.commit(scene.begin());
        }
        assertThat(scene.status(xid).state()).isEqualTo(TransactionState.UNKNOWN);
        assertThat(scene.coordinator.details(xid).reason()).isNull();
    }

    @Test
    void whatIsUndecidedCannotBeForced() {
        Xid xid = scene.begin();
        scene.join(xid, AT, "t:1");

        for (Command wish : List.of(
                new Command.Operate(xid, Operation.FORCE, "enough"),
                new Command.Operate(xid, Operation.RETRY, ""),
                new Command.Operate(xid, Operation.PAUSE, ""),
                new Command.Operate(xid, Operation.RESUME, ""))) {
            assertThat(refusal(scene.say(wish))).isEqualTo(Refusal.UNDECIDED);
        }
        assertThat(reply(Reply.Refused.class, scene.say(new Command.Operate(xid, Operation.FORCE, "enough")))
                        .sentence())
                .contains("rolled back by its time-out at 2026-01-01T12:01:00Z");
    }

    /** Or a call whose answer was lost with the coordinator would look as if it had never been made. */
    @Test
    void thatAnXaBranchMayHaveBeenCalledIsRemembered() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, XA, "");
        PendingDelivery first = deliver(scene.commit(xid).change().fresh());
        assertThat(first.isRecordedFirst()).isTrue();
        assertThat(first.recorded()).isFalse();

        assertThat(deliver(scene.restart().deliveries()).recorded())
                .as("nobody was told")
                .isFalse();
        scene.say(new Command.RecordDelivery(xid, branch));
        assertThat(deliver(scene.restart().deliveries()).recorded()).isTrue();
        scene.never(xid, branch, COMMIT);
        scene.say(new Command.Operate(xid, Operation.RETRY, ""));
        assertThat(deliver(scene.restart().deliveries()).recorded())
                .as("that call has been answered")
                .isFalse();
    }

    private static PendingDelivery deliver(List<PendingDelivery> deliveries) {
        assertThat(deliveries).hasSize(1);
        return deliveries.get(0);
    }

    @Test
    void theDetailsNameWhatWasSaidAndDone() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId second = scene.join(xid, AT, "t:2");
        TransactionDetails open = scene.coordinator.details(xid);
        scene.rollback(xid);
        scene.done(xid, second, ROLLBACK);
        TransactionDetails story = scene.coordinator.details(xid);

        assertThat(open.outcome()).isNull();
        assertThat(open.branches()).allMatch(Part::locks);
        assertThat(story.begun())
                .isEqualTo(new Begun(xid, scene.now, scene.now.plus(Scene.TIMEOUT), "buy", Scene.SHOP, "group"));
        assertThat(story.status().cause()).isEqualTo(Cause.USER);
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
        assertThat(scene.coordinator.details(xid)).as("over a restart").isEqualTo(story);
        scene.done(xid, first, ROLLBACK);
        assertThat(scene.coordinator.details(xid).branches())
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
        Xid paused = scene.begin();
        scene.join(paused, TCC, "");
        scene.commit(paused);
        scene.say(new Command.Operate(paused, Operation.PAUSE, ""));

        assertThat(listed(Which.ALL, 10)).containsExactly(open, parked, paused);
        assertThat(listed(Which.ALL, 2)).containsExactly(open, parked);
        assertThat(listed(Which.UNDECIDED, 10)).containsExactly(open);
        assertThat(listed(Which.FINISHING, 10)).containsExactly(parked, paused);
        assertThat(listed(Which.PARKED, 10)).containsExactly(parked);
        assertThat(listed(Which.PAUSED, 10)).containsExactly(paused);
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
