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

/** What a client is told, row by row, and in words to our own clients alone. */
class ProjectionOnTheWireTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scene scene = new Scene();
    private final Peer ours = scene.assent("shop").serves("db", "try");
    private final Peer seata = scene.seata("till").serves("db", "try");

    /** Both are told the same in numbers; ours hears words besides. */
    private void expect(Function<String, Message> request, String xid, GlobalStatus status, String words) {
        int toSeata = seata.say(request.apply(xid));
        int toOurs = ours.say(request.apply(xid));
        scene.advance(PATIENCE);
        assertThat(seata.answer(toSeata, GlobalEndResponse.class).globalStatus())
                .isEqualTo(status);
        assertThat(seata.answerTo(toSeata).orElseThrow().head()).isEmpty();
        assertThat(ours.answer(toOurs, GlobalEndResponse.class).globalStatus()).isEqualTo(status);
        assertThat(ours.outcome(toOurs)).isEqualTo(words);
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
        expect(ProjectionOnTheWireTest::status, withBranch(BranchType.AT), BEGIN, "open");
    }

    @Test
    void committedOrAtDecided() {
        String xid = withBranch(BranchType.AT);
        expect(ProjectionOnTheWireTest::commit, xid, COMMITTED, "being committed by user");
        expect(ProjectionOnTheWireTest::status, xid, ASYNC_COMMITTING, "being committed by user");
        ours.takeOrders().forEach(ours::does); // told twice meanwhile
        expect(ProjectionOnTheWireTest::commit, xid, COMMITTED, "committed by user");
        expect(ProjectionOnTheWireTest::status, xid, COMMITTED, "committed by user");
    }

    @Test
    void openWithoutBranches() {
        expect(ProjectionOnTheWireTest::commit, ours.begins(), COMMITTED, "committed by user, no branches");
        expect(ProjectionOnTheWireTest::rollback, ours.begins(), ROLLBACKED, "rolled back by user, no branches");
    }

    @Test
    void commitOfWhatIsRollingBack() {
        String xid = withBranch(BranchType.AT);
        ours.say(rollback(xid));
        expect(ProjectionOnTheWireTest::commit, xid, TIMEOUT_ROLLBACKING, "being rolled back by user");
        expect(ProjectionOnTheWireTest::status, xid, ROLLBACKING, "being rolled back by user");
    }

    @Test
    void commitOfWhatIsRolledBack() {
        String xid = rolledBack();
        expect(ProjectionOnTheWireTest::commit, xid, TIMEOUT_ROLLBACKED, "rolled back by user");
        expect(ProjectionOnTheWireTest::rollback, xid, ROLLBACKED, "rolled back by user");
        expect(ProjectionOnTheWireTest::status, xid, ROLLBACKED, "rolled back by user");
    }

    @Test
    void rolledBackByTimeout() {
        String xid = withBranch(BranchType.AT);
        scene.advance(Peer.MINUTE.plusSeconds(2));
        expect(ProjectionOnTheWireTest::status, xid, TIMEOUT_ROLLBACKING, "being rolled back by timeout");
        scene.advance(Duration.ofMinutes(1));
        ours.takeOrders().forEach(ours::does);
        expect(ProjectionOnTheWireTest::status, xid, ROLLBACKED, "rolled back by timeout");
        expect(ProjectionOnTheWireTest::commit, xid, TIMEOUT_ROLLBACKED, "rolled back by timeout");
    }

    @Test
    void unknown() {
        for (String xid : new String[] {"127.0.0.1:8091:1", "no xid at all, since it has spaces"}) {
            expect(ProjectionOnTheWireTest::commit, xid, FINISHED, "unknown");
            expect(ProjectionOnTheWireTest::rollback, xid, FINISHED, "unknown");
            expect(ProjectionOnTheWireTest::status, xid, FINISHED, "unknown");
            assertThat(seata.joins(xid, BranchType.AT, "db", null).exceptionCode())
                    .isEqualTo(10);
        }
    }

    @Test
    void endedAndForgotten() {
        String xid = rolledBack();
        scene.advance(Duration.ofMinutes(59));
        expect(ProjectionOnTheWireTest::status, xid, ROLLBACKED, "rolled back by user");
        scene.advance(Duration.ofHours(2));
        rolledBack(); // forgetting happens when there is something to remember
        expect(ProjectionOnTheWireTest::commit, xid, FINISHED, "unknown");
        expect(ProjectionOnTheWireTest::status, xid, FINISHED, "unknown");
    }

    @Test
    void branchesStillFailingAfterTenSeconds() {
        expect(ProjectionOnTheWireTest::commit, withBranch(BranchType.TCC), COMMIT_RETRYING, "being committed by user");
        expect(
                ProjectionOnTheWireTest::rollback,
                withBranch(BranchType.AT),
                ROLLBACK_RETRYING,
                "being rolled back by user");
    }

    @Test
    void rollbackOfWhatIsCommitted() {
        String xid = withBranch(BranchType.AT);
        ours.commits(xid);
        expect(ProjectionOnTheWireTest::rollback, xid, COMMITTED, "being committed by user");
        ours.does(ours.takeOrder());
        expect(ProjectionOnTheWireTest::rollback, xid, COMMITTED, "committed by user");
    }

    @Test
    void aBranchThatCannotBeUndone() {
        String xid = withBranch(BranchType.AT);
        ours.say(rollback(xid));
        ours.answers(ours.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        String words = "being rolled back, but a branch cannot be undone; decided by user";
        expect(ProjectionOnTheWireTest::rollback, xid, ROLLBACK_FAILED, words);
        expect(ProjectionOnTheWireTest::status, xid, ROLLBACK_FAILED, words);
        expect(ProjectionOnTheWireTest::commit, xid, TIMEOUT_ROLLBACKING, words);
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
