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

import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.Cause;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the transition table has no room for: time, order, repeats and restarts, one promise per test. */
final class CoordinatorTest {
    private final Scene scene = new Scene();

    @Test
    void aTimerThatRingsTooEarlyIsSetAgain() {
        Xid xid = scene.begin();
        scene.pass(Scene.TIMEOUT.minusNanos(1));

        assertThat(scene.expire(xid).isNothing()).isTrue();
        assertThat(scene.coordinator.obligations(xid).deadline()).isEqualTo(Scene.NOON.plus(Scene.TIMEOUT));

        scene.pass(Duration.ofNanos(1));
        scene.expire(xid);
        assertThat(scene.status(xid).state()).isEqualTo(TransactionState.ROLLED_BACK);
    }

    @Test
    void anAnswerOfABranchThatWasNotToldIsNoAnswer() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId second = scene.join(xid, AT, "t:2");
        scene.rollback(xid);

        assertThat(scene.done(xid, first, ROLLBACK).isNothing()).isTrue();
        assertThat(scene.never(xid, first, ROLLBACK).isNothing()).isTrue();
        assertThat(scene.done(xid, second, COMMIT).isNothing())
                .as("of another outcome")
                .isTrue();
    }

    @Test
    void theSameRequestRegistersOnce() {
        Xid xid = scene.begin();
        RequestId request = new RequestId("client", 7);
        Command.Register register = Scene.register(xid, AT, "t:1", false, request);
        BranchId first = reply(BranchAccepted.class, scene.say(register)).branch();

        Said again = scene.say(register);
        assertThat(again.reply()).isEqualTo(new BranchAccepted(first));
        assertThat(again.events()).isEmpty();

        scene.restart();
        assertThat(scene.say(register)).as("remembered over a restart").isEqualTo(again);
        Command.Register next = Scene.register(xid, AT, "t:1", false, new RequestId("client", 8));
        assertThat(reply(BranchAccepted.class, scene.say(next)).branch()).isNotEqualTo(first);
        Command.Register unnumbered = Scene.register(xid, AT, "t:1", false, null);
        assertThat(scene.say(unnumbered).reply())
                .isNotEqualTo(scene.say(unnumbered).reply());
    }

    @Test
    void aCommitThatComesTooLateRollsBack() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, AT, "t:1");
        scene.pass(Scene.TIMEOUT);

        Said late = scene.commit(xid);

        assertThat(late.events()).containsExactly(new RollbackDecided(xid, Cause.TIMEOUT, List.of()));
        assertThat(stands(late))
                .isEqualTo(new TransactionStatus(TransactionState.ROLLING_BACK, Cause.TIMEOUT, false, false));
        assertThat(late.told()).containsExactly(branch);
        assertThat(stands(scene.commit(xid))).as("asked again").isEqualTo(stands(late));
    }

    @Test
    void aBranchThatComesTooLateIsRefusedAndTheOthersRollBack() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, AT, "t:1");
        scene.pass(Scene.TIMEOUT);

        Said late = scene.register(xid, AT, "t:2");

        assertThat(refusal(late)).isEqualTo(Refusal.ROLLED_BACK);
        assertThat(late.told()).containsExactly(branch);
        assertThat(scene.coordinator.lockedRows()).as("only row 1").isEqualTo(1);
        assertThat(scene.status(xid).cause()).isEqualTo(Cause.TIMEOUT);
    }

    @Test
    void nobodyRunsOutOfTimeBecauseTheCoordinatorWasAway() {
        Xid near = scene.begin("buy", Duration.ofSeconds(10));
        Xid far = scene.begin("buy", Duration.ofHours(2));
        scene.join(near, AT, "t:1");
        scene.join(far, AT, "t:2");
        scene.pass(Duration.ofHours(1));

        assertThat(scene.restart().deadlines())
                .containsExactly(
                        Map.entry(near, scene.now.plusSeconds(15)),
                        Map.entry(far, Scene.NOON.plus(Duration.ofHours(2))));

        scene.pass(Duration.ofMillis(14_999));
        scene.expire(near);
        assertThat(scene.status(near).state()).isEqualTo(TransactionState.ACTIVE);
        scene.pass(Duration.ofMillis(1));
        scene.expire(near);
        assertThat(scene.status(near).state()).isEqualTo(TransactionState.ROLLING_BACK);
    }

    @Test
    void aTransactionWithoutBranchesDiesWithTheProcessUnlessItIsASaga() {
        Xid plain = scene.begin("buy", Scene.TIMEOUT);
        Xid saga = scene.begin("$Saga_buy", Scene.TIMEOUT);
        Xid ended = scene.begin();
        scene.commit(ended);

        assertThat(scene.restart().deadlines()).containsExactly(Map.entry(saga, Scene.NOON.plus(Scene.TIMEOUT)));
        assertThat(scene.status(plain).state()).isEqualTo(TransactionState.UNKNOWN);
        assertThat(scene.status(ended).state()).isEqualTo(TransactionState.UNKNOWN);
        scene.say(new Command.ReportSaga(saga, SagaReport.DONE));
        scene.restart();
        assertThat(scene.status(saga).state()).as("a saga's end is a record").isEqualTo(TransactionState.COMMITTED);
    }

    @Test
    void theBeginRidesInTheFirstBranchsRecordOnly() {
        Xid xid = scene.begin();
        scene.join(xid, AT, "t:1");
        scene.join(xid, AT, "t:2");

        assertThat(scene.journal.stream()
                        .map(Scene.Line::event)
                        .filter(BranchRegistered.class::isInstance)
                        .map(event -> ((BranchRegistered) event).begun() != null))
                .containsExactly(true, false);
    }

    @Test
    void anXaBranchThatFailedTurnsACommitIntoARollback() {
        Xid xid = scene.begin();
        BranchId good = scene.join(xid, XA, "");
        BranchId bad = scene.join(xid, XA, "");
        scene.report(xid, bad, BranchStatus.PHASE_ONE_FAILED, null);

        Said decision = scene.commit(xid);

        assertThat(stands(decision))
                .isEqualTo(new TransactionStatus(TransactionState.ROLLING_BACK, Cause.BRANCH, false, false));
        assertThat(decision.told()).as("the failed one has ended").containsExactly(good);
        assertThat(scene.done(xid, good, ROLLBACK).settled()).isTrue();
        assertThat(scene.status(xid))
                .isEqualTo(new TransactionStatus(TransactionState.ROLLED_BACK, Cause.BRANCH, true, false));
    }

    @Test
    void anXaBranchThatOnlyReadHasNoPhaseTwo() {
        Xid xid = scene.begin();
        scene.report(xid, scene.join(xid, XA, ""), BranchStatus.PHASE_ONE_RDONLY, null);

        assertThat(stands(scene.commit(xid)))
                .isEqualTo(new TransactionStatus(TransactionState.COMMITTED, Cause.USER, true, false));
    }

    @Test
    void anAtBranchThatReportsFailureKeepsItsLocksAndIsTold() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, AT, "t:1");
        scene.report(xid, branch, BranchStatus.PHASE_ONE_FAILED, null);

        assertThat(scene.coordinator.lockedRows()).isEqualTo(1);
        assertThat(scene.rollback(xid).told()).containsExactly(branch);
        assertThat(scene.coordinator.lockedRows()).isEqualTo(1);
    }

    @Test
    void whatATccParticipantReportsIsHandedBack() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, TCC, "");
        String context = "{\"actionContext\":{\"ä\":\"\\u0000 \"}}";
        Said report = scene.report(xid, branch, BranchStatus.REGISTERED, context);
        Said again = scene.report(xid, branch, BranchStatus.REGISTERED, context);

        assertThat(report.events()).extracting(Event::durability).containsExactly(Durability.FORCED);
        assertThat(again.events()).as("no news").isEmpty();
        scene.restart();
        assertThat(scene.commit(xid).change().fresh())
                .singleElement()
                .satisfies(delivery ->
                        assertThat(delivery.branch().applicationData()).isEqualTo(context));
        assertThat(refusal(scene.report(xid, branch, BranchStatus.REGISTERED, "too late")))
                .isEqualTo(Refusal.COMMITTED);
    }

    /** The record that it has finished may be lost in a crash, and then the outcome is delivered again with the old context. */
    @Test
    void aReportThatComesAfterABranchHasFinishedIsAcknowledgedOnlyIfItIsNoNews() {
        Xid xid = scene.begin();
        scene.join(xid, TCC, "");
        BranchId branch = scene.join(xid, TCC, "");
        scene.report(xid, branch, BranchStatus.REGISTERED, "known");
        scene.rollback(xid);
        scene.done(xid, branch, ROLLBACK);

        assertThat(refusal(scene.report(xid, branch, BranchStatus.REGISTERED, "too late")))
                .isEqualTo(Refusal.ROLLED_BACK);
        assertThat(scene.report(xid, branch, BranchStatus.REGISTERED, "known").reply())
                .isInstanceOf(Reply.ReportAccepted.class);
    }

    @Test
    void aLateReportOnABranchThatNeverWasIsRefused() {
        Xid xid = scene.begin();
        scene.join(xid, AT, "t:1");
        scene.rollback(xid);

        assertThat(refusal(scene.report(xid, new BranchId(999), BranchStatus.PHASE_ONE_DONE, null)))
                .isEqualTo(Refusal.UNKNOWN_BRANCH);
    }

    /** As every Seata server since 1.5 does. */
    @Test
    void aReportWithoutDataTakesTheDataAway() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, TCC, "");
        scene.report(xid, branch, BranchStatus.PHASE_ONE_DONE, null);

        assertThat(scene.commit(xid).change().fresh())
                .singleElement()
                .satisfies(delivery ->
                        assertThat(delivery.branch().applicationData()).isNull());
    }

    @Test
    void nothingIsForgottenBecauseTheClockRanAheadWhileItWasAway() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, AT, "t:1");
        scene.rollback(xid);
        scene.done(xid, branch, ROLLBACK);
        scene.pass(Duration.ofDays(2));
        scene.restart();

        Xid other = scene.begin();
        BranchId its = scene.join(other, AT, "t:2");
        scene.rollback(other);
        scene.done(other, its, ROLLBACK);

        assertThat(scene.status(xid).state()).isEqualTo(TransactionState.ROLLED_BACK);
    }

    @Test
    void rollbackIsLastInFirstOutOneByOne() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, AT, "t:1");
        BranchId second = scene.join(xid, TCC, "");
        BranchId third = scene.join(xid, AT, "t:1,2");

        assertThat(scene.rollback(xid).told()).containsExactly(third);
        assertThat(scene.done(xid, third, ROLLBACK).told()).containsExactly(second);
        assertThat(scene.done(xid, third, ROLLBACK).isNothing())
                .as("said twice")
                .isTrue();
        assertThat(told(scene.restart())).as("asked again").containsExactly(second);
        assertThat(scene.done(xid, second, ROLLBACK).told()).containsExactly(first);
        assertThat(scene.coordinator.lockedRows())
                .as("row 1 is the first's too")
                .isEqualTo(1);
        assertThat(scene.done(xid, first, ROLLBACK).settled()).isTrue();
        assertThat(scene.status(xid))
                .isEqualTo(new TransactionStatus(TransactionState.ROLLED_BACK, Cause.USER, true, false));
        assertThat(scene.coordinator.lockedRows()).isZero();
    }

    @Test
    void aBranchThatCannotCommitDoesNotHoldTheOthersUp() {
        Xid xid = scene.begin();
        BranchId first = scene.join(xid, TCC, "");
        BranchId second = scene.join(xid, TCC, "");

        assertThat(scene.commit(xid).told()).containsExactly(first, second);
        scene.never(xid, first, COMMIT);
        assertThat(told(scene.restart())).containsExactly(second);
        scene.done(xid, second, COMMIT);
        assertThat(scene.status(xid))
                .isEqualTo(new TransactionStatus(TransactionState.COMMIT_FAILED, Cause.USER, true, false));
    }

    @Test
    void anAtCommitIsSettledWhenItIsDecided() {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, AT, "t:1");

        Said decision = scene.commit(xid);

        assertThat(stands(decision))
                .isEqualTo(new TransactionStatus(TransactionState.COMMITTING, Cause.USER, true, false));
        assertThat(decision.told()).containsExactly(branch);
        assertThat(scene.coordinator.lockedRows()).isZero();
        assertThat(refusal(scene.register(xid, AT, "t:2"))).isEqualTo(Refusal.COMMITTED);
    }

    @Test
    void anyOtherCommitIsSettledWhenItsBranchesHaveDoneIt() {
        Xid xid = scene.begin();
        BranchId tcc = scene.join(xid, TCC, "");
        BranchId xa = scene.join(xid, XA, "");
        scene.join(xid, AT, "t:1");

        assertThat(stands(scene.commit(xid)).settled()).isFalse();
        assertThat(scene.done(xid, xa, COMMIT).settled()).isFalse();
        assertThat(scene.done(xid, tcc, COMMIT).settled())
                .as("the AT branch has committed long ago")
                .isTrue();
        assertThat(scene.status(xid))
                .isEqualTo(new TransactionStatus(TransactionState.COMMITTING, Cause.USER, true, false));
    }

    @Test
    void whoHoldsADatabaseRowFailsFastBehindARollback() {
        Xid holder = scene.begin();
        Xid asker = scene.begin();
        scene.join(holder, AT, "t:1");
        Command.Register holding = Scene.register(asker, AT, "T:1", true, null);

        assertThat(refusal(scene.say(holding))).isEqualTo(Refusal.LOCKED);
        scene.rollback(holder);
        assertThat(refusal(scene.say(holding))).isEqualTo(Refusal.LOCKED_BY_ROLLBACK);
        assertThat(refusal(scene.register(asker, AT, "t:1"))).isEqualTo(Refusal.LOCKED);
    }

    @Test
    void aConflictLocksNothing() {
        Xid holder = scene.begin();
        scene.join(holder, AT, "t:2");

        Said refused = scene.register(scene.begin(), AT, "t:1,2");

        assertThat(refused.events()).isEmpty();
        assertThat(scene.coordinator.lockedRows()).isEqualTo(1);
    }

    @Test
    void halfALockKeyIsNone() {
        Xid xid = scene.begin();

        assertThat(refusal(scene.register(xid, AT, "t:1;u"))).isEqualTo(Refusal.MALFORMED);
        assertThat(refusal(scene.say(new Command.QueryLocks(xid, "db", "t")))).isEqualTo(Refusal.MALFORMED);
        assertThat(scene.coordinator.lockedRows()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = "PHASE_ONE.*|REGISTERED", mode = EnumSource.Mode.MATCH_NONE)
    void aReportIsOfPhaseOne(BranchStatus status) {
        Xid xid = scene.begin();
        BranchId branch = scene.join(xid, AT, "t:1");

        assertThat(refusal(scene.report(xid, branch, status, null))).isEqualTo(Refusal.MALFORMED);
    }
}
