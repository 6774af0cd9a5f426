package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.journal.JournalOptions;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.protocol.RegisterTMResponse;
import dev.assent.protocol.Response;
import dev.assent.protocol.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** seata-go: both roles on one connection, under two versions, with a decoder of its own for two failures. */
class GoTest {
    private static final String DSN = "root:pw@tcp(127.0.0.1:3306)/stock";
    private static final String NO_LOCK_KEY = "no colon";

    private static final int MOST = 102_400 - 128 - DSN.length();

    private final Scene scene = new Scene(new JournalOptions(1 << 20, 4));

    private Peer go() {
        Peer peer = scene.connect("go-shop", "1.1.0", false);
        peer.sends(Wire.overTheWire(Frame.oneWay(900, new RegisterTMRequest("1.1.0", "go-shop", "group", null))));
        assertThat(peer.answer(900, RegisterTMResponse.class).identified()).isTrue();
        RegisterRMResponse asResourceManager =
                peer.ask(new RegisterRMRequest("1.5.2", "go-shop", "group", null, DSN), RegisterRMResponse.class);
        assertThat(asResourceManager.identified()).isTrue();
        return peer;
    }

    private static void expectZeros(Response answer) {
        assertThat(answer.result()).isEqualTo(Result.failed(null));
        assertThat(answer.exceptionCode()).isZero();
    }

    private static BranchReportRequest report() {
        return new BranchReportRequest("127.0.0.1:8091:1", 7, BranchStatus.PHASE_ONE_FAILED, null, null, BranchType.AT);
    }

    @Test
    void itsFailedReportsAndLockQueriesGiveNoReason() {
        Peer go = go();
        expectZeros(go.ask(report(), BranchReportResponse.class));
        expectZeros(go.ask(
                new GlobalLockQueryRequest(null, BranchType.AT, DSN, NO_LOCK_KEY, null),
                GlobalLockQueryResponse.class));
    }

    @Test
    void javaHearsTheReason() {
        Peer java = scene.seata("shop", "1.1.0");
        BranchReportResponse answer = java.ask(report(), BranchReportResponse.class);
        assertThat(answer.result().msg()).isNotEmpty();
        assertThat(answer.exceptionCode()).isEqualTo(10);
    }

    @Test
    void aWaitingManagerOf110IsGoIfItServesResourcesToo() {
        Peer peer = scene.seata("shop", "1.1.0");
        peer.ask(new RegisterRMRequest("1.5.2", "shop", "group", null, DSN), RegisterRMResponse.class);
        expectZeros(peer.ask(report(), BranchReportResponse.class));
    }

    @Test
    void itBeginsJoinsAndIsToldOnOneConnection() {
        Peer go = go();
        String xid = go.begins();
        go.joins(xid, DSN, "STOCK:1;");
        int rollback = go.say(new GlobalRollbackRequest(xid, null));
        go.does(go.takeOrder());
        assertThat(go.hasAnswerTo(rollback)).isTrue();
        assertThat(go.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void whatItsTransactionManagerDoesNotKnowIsNotSaid() {
        Peer go = go();
        Peer holder = scene.seata("other", "1.8.0").serves(DSN);
        String xid = holder.begins();
        holder.joins(xid, DSN, "STOCK:1");
        holder.say(new GlobalRollbackRequest(xid, null));
        assertThat(go.ask(
                                new BranchRegisterRequest(
                                        go.begins(), BranchType.AT, DSN, "STOCK:1", "{\"autoCommit\":false}"),
                                BranchRegisterResponse.class)
                        .exceptionCode())
                .as("fail fast, in the words of 1.4")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 300, 100_000})
    void noFrameThatItWouldNotReadIsSent(int more) {
        int bytes = MOST + more;
        Peer go = go();
        String xid = go.begins();
        BranchRegisterResponse joined = go.ask(
                new BranchRegisterRequest(xid, BranchType.TCC, DSN, null, "x".repeat(bytes)),
                BranchRegisterResponse.class);
        go.say(new GlobalRollbackRequest(xid, null));
        assertThat(joined.result().success()).isEqualTo(more <= 0);
        assertThat(go.takeOrders())
                .hasSize(joined.result().success() ? 1 : 0)
                .allMatch(order -> Wire.length(order) <= 102_400);
    }

    @Test
    void javaReadsLongerOnes() {
        Peer java = scene.seata("shop").serves("try");
        BranchRegisterRequest request =
                new BranchRegisterRequest(java.begins(), BranchType.TCC, "try", null, "x".repeat(200_000));
        assertThat(java.ask(request, BranchRegisterResponse.class).result().success())
                .isTrue();
    }
}
