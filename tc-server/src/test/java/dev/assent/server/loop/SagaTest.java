package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalReportRequest;
import dev.assent.protocol.GlobalReportResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seata's saga engine with our coordinator: it ends its sagas itself, and is called when one needs seeing to. */
class SagaTest {
    private static final String ENGINE = "shop#group";

    private final Scene scene = new Scene();
    private final Peer teller = scene.seata("shop", "2.5.0");
    private final Peer engine = scene.seata("shop", "2.5.0").serves(ENGINE);
    private final String xid = begins();

    private String begins() {
        return Objects.requireNonNull(
                teller.ask(new GlobalBeginRequest(60_000, "$Saga_order"), GlobalBeginResponse.class)
                        .xid());
    }

    private long joins(String state) {
        BranchRegisterResponse answer = teller.joins(xid, BranchType.SAGA, "order#" + state, null);
        assertThat(answer.result().success()).isTrue();
        return answer.branchId();
    }

    private GlobalStatus reports(GlobalStatus status) {
        return teller.ask(new GlobalReportRequest(xid, null, status), GlobalReportResponse.class)
                .globalStatus();
    }

    private boolean reports(long branch, BranchStatus status) {
        return teller.ask(
                        new BranchReportRequest(xid, branch, status, "", null, BranchType.AT),
                        BranchReportResponse.class)
                .result()
                .success();
    }

    private static BranchEndRequest told(Frame order) {
        return (BranchEndRequest) Objects.requireNonNull(order.body());
    }

    @Test
    void aBeginOutlivesTheCoordinatorThoughNothingHasJoined() {
        scene.powerLoss();

        assertThat(scene.seata("shop").status(xid)).isEqualTo(GlobalStatus.BEGIN);
    }

    @ParameterizedTest
    @CsvSource({
        "COMMITTED, COMMITTED",
        "ROLLBACKED, ROLLBACKED",
        "FINISHED, ROLLBACKED",
        "ROLLBACK_RETRYING, ROLLBACK_RETRYING",
        "TIMEOUT_ROLLBACK_RETRYING, ROLLBACK_RETRYING",
        "UNKNOWN, ROLLBACK_RETRYING",
        "COMMIT_RETRYING, COMMIT_RETRYING",
        "COMMIT_FAILED, BEGIN"
    })
    void aReportIsAnsweredByWhereItLeads(GlobalStatus reported, GlobalStatus answer) {
        joins("pay");

        assertThat(reports(reported)).isEqualTo(answer);
        assertThat(engine.takeOrders().isEmpty())
                .isEqualTo(answer != GlobalStatus.ROLLBACK_RETRYING && answer != GlobalStatus.COMMIT_RETRYING);
    }

    @Test
    void whatIsReportedAsDoneIsDoneForEver() {
        reports(GlobalStatus.COMMITTED);
        scene.powerLoss();
        Peer later = scene.seata("shop", "2.5.0");

        assertThat(later.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
        assertThat(later.joins(xid, BranchType.SAGA, "order#late", null)
                        .result()
                        .success())
                .isFalse();
    }

    @Test
    void ofOneThatIsNotKnownTheEngineHearsItsOwnWords() {
        assertThat(teller.ask(
                                new GlobalReportRequest("127.0.0.1:8091:1", null, GlobalStatus.COMMIT_RETRYING),
                                GlobalReportResponse.class)
                        .globalStatus())
                .isEqualTo(GlobalStatus.COMMIT_RETRYING);
    }

    @Test
    void aReportOnOneThatIsNoSagaChangesNothing() {
        String plain = teller.begins();

        assertThat(teller.ask(new GlobalReportRequest(plain, null, GlobalStatus.ROLLBACKED), GlobalReportResponse.class)
                        .globalStatus())
                .isEqualTo(GlobalStatus.BEGIN);
    }

    @Test
    void theEngineIsToldOnceForTheWholeSaga() {
        joins("reserve");
        joins("pay");
        int rollback = teller.say(new GlobalRollbackRequest(xid, null));

        BranchEndRequest order = told(engine.takeOrder());

        assertThat(order).isInstanceOf(BranchRollbackRequest.class);
        assertThat(order.branchId()).isEqualTo(-1);
        assertThat(order.branchType()).isEqualTo(BranchType.SAGA);
        assertThat(order.resourceId()).isEqualTo(ENGINE);
        assertThat(order.applicationData()).isEqualTo("Rollbacking");
        assertThat(teller.hasAnswerTo(rollback)).isFalse();
    }

    @Test
    void whatTheEngineIsCalledForIsNamedAsSeataNamesIt() {
        reports(GlobalStatus.COMMIT_RETRYING);
        assertThat(told(engine.takeOrder()).applicationData()).isEqualTo("CommitRetrying");
        reports(GlobalStatus.ROLLBACK_RETRYING);
        assertThat(told(engine.takeOrder()).applicationData()).isEqualTo("RollbackRetrying");
    }

    @Test
    void timeOutMayTurnIntoGoingForwardAndThatIntoCompensationOnce() {
        scene.advance(Duration.ofSeconds(61));
        Frame timeout = engine.takeOrder();
        assertThat(told(timeout).applicationData()).isEqualTo("TimeoutRollbacking");

        engine.answers(timeout, BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        Frame forward = engine.takeOrder();
        assertThat(told(forward)).isInstanceOf(BranchCommitRequest.class);
        engine.answers(forward, BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE);
        Frame back = engine.takeOrder();
        assertThat(told(back)).isInstanceOf(BranchRollbackRequest.class);
        engine.answers(back, BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);

        assertThat(engine.takeOrders()).as("there is no third turn").isEmpty();
        assertThat(teller.status(xid)).isEqualTo(GlobalStatus.ROLLBACK_FAILED);
        assertThat(reports(GlobalStatus.ROLLBACKED)).as("its last word").isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @ParameterizedTest
    @CsvSource({
        "PHASE_TWO_COMMITTED, COMMITTED",
        "PHASE_TWO_ROLLBACKED, ROLLBACKED",
        "PHASE_ONE_FAILED, ROLLBACKED",
        "PHASE_TWO_COMMIT_FAILED_UNRETRYABLE, COMMIT_FAILED",
        "PHASE_TWO_COMMIT_FAILED_RETRYABLE, COMMITTING",
        "PHASE_TWO_ROLLBACK_FAILED_RETRYABLE, ROLLBACKING"
    })
    void whatTheEngineAnswersToGoingForward(BranchStatus answer, GlobalStatus becomes) {
        joins("pay");
        reports(GlobalStatus.COMMIT_RETRYING);

        engine.answers(engine.takeOrder(), answer);

        assertThat(teller.status(xid)).isEqualTo(becomes);
    }

    @ParameterizedTest
    @CsvSource({
        "PHASE_TWO_ROLLBACKED, ROLLBACKED",
        "PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE, ROLLBACK_FAILED",
        "PHASE_TWO_ROLLBACK_FAILED_RETRYABLE, ROLLBACKING",
        "PHASE_TWO_COMMIT_FAILED_RETRYABLE, COMMITTING"
    })
    void whatTheEngineAnswersToARollback(BranchStatus answer, GlobalStatus becomes) {
        joins("pay");
        teller.say(new GlobalRollbackRequest(xid, null));

        engine.answers(engine.takeOrder(), answer);

        assertThat(teller.status(xid)).isEqualTo(becomes);
    }

    @Test
    void aStepMayJoinAndReportWhenItsSagaGoesForwardAgain() {
        long first = joins("reserve");
        reports(GlobalStatus.COMMIT_RETRYING);

        long second = joins("pay");

        for (BranchStatus status : new BranchStatus[] {
            BranchStatus.PHASE_TWO_COMMITTED,
            BranchStatus.PHASE_ONE_FAILED,
            BranchStatus.PHASE_TWO_ROLLBACKED,
            BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE,
            BranchStatus.UNKNOWN
        }) {
            assertThat(reports(first, status)).as("%s", status).isTrue();
            assertThat(reports(second, status)).as("%s", status).isTrue();
        }
        scene.powerLoss();
        assertThat(scene.inspect(xid).story().branches()).hasSize(3);
    }

    @Test
    void aSagaIsTakenUpAgainAfterARestart() {
        joins("pay");
        reports(GlobalStatus.ROLLBACK_RETRYING);
        scene.powerLoss();
        Peer back = scene.seata("shop", "2.5.0").serves(ENGINE);

        back.answers(back.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACKED);

        assertThat(back.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void anAnnotatedStepIsNeverToldToCommit() {
        Peer service = scene.seata("stock", "2.5.0").serves("reserve");
        String one = teller.begins();
        service.joins(one, BranchType.SAGA_ANNOTATION, "reserve", null);
        String two = teller.begins();
        service.joins(two, BranchType.SAGA_ANNOTATION, "reserve", null);

        assertThat(teller.commits(one)).isEqualTo(GlobalStatus.COMMITTED);
        assertThat(service.takeOrders()).isEmpty();
        teller.say(new GlobalRollbackRequest(two, null));
        service.does(service.takeOrder());
        assertThat(teller.status(two)).isEqualTo(GlobalStatus.ROLLBACKED);
    }
}
