package dev.assent.server.loop;

import static dev.assent.model.GlobalStatus.ASYNC_COMMITTING;
import static dev.assent.model.GlobalStatus.BEGIN;
import static dev.assent.model.GlobalStatus.COMMITTED;
import static dev.assent.model.GlobalStatus.COMMIT_RETRYING;
import static dev.assent.model.GlobalStatus.FINISHED;
import static dev.assent.model.GlobalStatus.ROLLBACKED;
import static dev.assent.model.GlobalStatus.ROLLBACKING;
import static dev.assent.model.GlobalStatus.ROLLBACK_FAILED;
import static dev.assent.model.GlobalStatus.ROLLBACK_RETRYING;
import static dev.assent.model.GlobalStatus.TIMEOUT_ROLLBACKED;
import static dev.assent.model.GlobalStatus.TIMEOUT_ROLLBACKING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.GlobalReportRequest;
import dev.assent.protocol.GlobalReportResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.Message;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a client is told, row by row, and in detail to our own clients alone. */
class ProjectionOnTheWireTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scene scene = new Scene();
    private final Peer ours = scene.assent("shop").serves("db", "try");
    private final Peer seata = scene.seata("till").serves("db", "try");

    /** Both are told the same in numbers; ours hears the detail besides. */
    private void expect(Function<String, Message> request, String xid, GlobalStatus status, String detail) {
        int toSeata = seata.say(request.apply(xid));
        int toOurs = ours.say(request.apply(xid));
        scene.advance(PATIENCE);
        assertThat(seata.answer(toSeata, GlobalEndResponse.class).globalStatus())
                .isEqualTo(status);
        assertThat(seata.answerTo(toSeata).orElseThrow().head()).isEmpty();
        assertThat(ours.answer(toOurs, GlobalEndResponse.class).globalStatus()).isEqualTo(status);
        assertThat(ours.outcome(toOurs)).isEqualTo(detail);
    }

    private static Message commit(String xid) {
        return new GlobalCommitRequest(xid, null);
    }

    private static Message rollback(String xid) {
        return new GlobalRollbackRequest(xid, null);
    }

    private static Message status(String xid) {
        return new GlobalStatusRequest(xid, null);
    }

    private String withBranch(BranchType type) {
        String xid = ours.begins();
        ours.joins(xid, type, type == BranchType.AT ? "db" : "try", null);
        return xid;
    }

    private String rolledBack() {
        String xid = withBranch(BranchType.AT);
        ours.say(rollback(xid));
        ours.does(ours.takeOrder());
        return xid;
    }

    @Test
    void open() {
        expect(ProjectionOnTheWireTest::status, withBranch(BranchType.AT), BEGIN, "OPEN");
    }

    @Test
    void committedOrAtDecided() {
        String xid = withBranch(BranchType.AT);
        expect(ProjectionOnTheWireTest::commit, xid, COMMITTED, "COMMITTING;cause=user");
        expect(ProjectionOnTheWireTest::status, xid, ASYNC_COMMITTING, "COMMITTING;cause=user");
        ours.takeOrders().forEach(ours::does); // told twice meanwhile
        expect(ProjectionOnTheWireTest::commit, xid, COMMITTED, "COMMITTED;cause=user");
        expect(ProjectionOnTheWireTest::status, xid, COMMITTED, "COMMITTED;cause=user");
    }

    @Test
    void openWithoutBranches() {
        expect(ProjectionOnTheWireTest::commit, ours.begins(), COMMITTED, "COMMITTED;cause=user;empty");
        expect(ProjectionOnTheWireTest::rollback, ours.begins(), ROLLBACKED, "ROLLED_BACK;cause=user;empty");
    }

    @Test
    void commitOfWhatIsRollingBack() {
        String xid = withBranch(BranchType.AT);
        ours.say(rollback(xid));
        expect(ProjectionOnTheWireTest::commit, xid, TIMEOUT_ROLLBACKING, "ROLLING_BACK;cause=user");
        expect(ProjectionOnTheWireTest::status, xid, ROLLBACKING, "ROLLING_BACK;cause=user");
    }

    @Test
    void commitOfWhatIsRolledBack() {
        String xid = rolledBack();
        expect(ProjectionOnTheWireTest::commit, xid, TIMEOUT_ROLLBACKED, "ROLLED_BACK;cause=user");
        expect(ProjectionOnTheWireTest::rollback, xid, ROLLBACKED, "ROLLED_BACK;cause=user");
        expect(ProjectionOnTheWireTest::status, xid, ROLLBACKED, "ROLLED_BACK;cause=user");
    }

    @Test
    void rolledBackByTimeout() {
        String xid = withBranch(BranchType.AT);
        scene.advance(Peer.MINUTE.plusSeconds(2));
        expect(ProjectionOnTheWireTest::status, xid, TIMEOUT_ROLLBACKING, "ROLLING_BACK;cause=timeout");
        scene.advance(Duration.ofMinutes(1));
        ours.takeOrders().forEach(ours::does);
        expect(ProjectionOnTheWireTest::status, xid, ROLLBACKED, "ROLLED_BACK;cause=timeout");
        expect(ProjectionOnTheWireTest::commit, xid, TIMEOUT_ROLLBACKED, "ROLLED_BACK;cause=timeout");
    }

    @Test
    void unknown() {
        for (String xid : new String[] {"127.0.0.1:8091:1", "no xid at all, since it has spaces"}) {
            expect(ProjectionOnTheWireTest::commit, xid, FINISHED, "UNKNOWN");
            expect(ProjectionOnTheWireTest::rollback, xid, FINISHED, "UNKNOWN");
            expect(ProjectionOnTheWireTest::status, xid, FINISHED, "UNKNOWN");
            assertThat(seata.joins(xid, BranchType.AT, "db", null).exceptionCode())
                    .isEqualTo(10);
        }
    }

    @Test
    void endedAndForgotten() {
        String xid = rolledBack();
        scene.advance(Duration.ofMinutes(59));
        expect(ProjectionOnTheWireTest::status, xid, ROLLBACKED, "ROLLED_BACK;cause=user");
        scene.advance(Duration.ofHours(2));
        rolledBack(); // forgetting happens when there is something to remember
        expect(ProjectionOnTheWireTest::commit, xid, FINISHED, "UNKNOWN");
        expect(ProjectionOnTheWireTest::status, xid, FINISHED, "UNKNOWN");
    }

    @Test
    void branchesStillFailingAfterTenSeconds() {
        expect(ProjectionOnTheWireTest::commit, withBranch(BranchType.TCC), COMMIT_RETRYING, "COMMITTING;cause=user");
        expect(
                ProjectionOnTheWireTest::rollback,
                withBranch(BranchType.AT),
                ROLLBACK_RETRYING,
                "ROLLING_BACK;cause=user");
    }

    @Test
    void rollbackOfWhatIsCommitted() {
        String xid = withBranch(BranchType.AT);
        ours.commits(xid);
        expect(ProjectionOnTheWireTest::rollback, xid, COMMITTED, "COMMITTING;cause=user");
        ours.does(ours.takeOrder());
        expect(ProjectionOnTheWireTest::rollback, xid, COMMITTED, "COMMITTED;cause=user");
    }

    @Test
    void aBranchThatCannotBeUndone() {
        String xid = withBranch(BranchType.AT);
        ours.say(rollback(xid));
        ours.answers(ours.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        String detail = "ROLLBACK_FAILED;cause=user";
        expect(ProjectionOnTheWireTest::rollback, xid, ROLLBACK_FAILED, detail);
        expect(ProjectionOnTheWireTest::status, xid, ROLLBACK_FAILED, detail);
        expect(ProjectionOnTheWireTest::commit, xid, TIMEOUT_ROLLBACKING, detail);
    }

    @Test
    void aReportOfASagasEngineChangesNothing() {
        String xid = withBranch(BranchType.AT);
        assertThat(seata.ask(new GlobalReportRequest(xid, null, ROLLBACKED), GlobalReportResponse.class)
                        .globalStatus())
                .isEqualTo(BEGIN);
        assertThat(seata.ask(new GlobalReportRequest("127.0.0.1:8091:1", null, COMMITTED), GlobalReportResponse.class)
                        .globalStatus())
                .isEqualTo(COMMITTED);
        assertThat(seata.status(xid)).isEqualTo(BEGIN);
    }

    @Test
    void aBranchThatComesTooLateHearsTheOutcome() {
        String xid = rolledBack();
        assertThat(seata.joins(xid, BranchType.AT, "db", null).exceptionCode()).isEqualTo(11);
        String committed = withBranch(BranchType.AT);
        ours.commits(committed);
        assertThat(seata.joins(committed, BranchType.AT, "db", null).exceptionCode())
                .isEqualTo(11);
    }
}
