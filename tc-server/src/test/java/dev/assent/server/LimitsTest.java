package dev.assent.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.protocol.RegisterTMResponse;
import dev.assent.protocol.Response;
import dev.assent.server.config.ServerOptions;
import dev.assent.server.edge.SocketPeer;
import dev.assent.server.limit.ClientLimits;
import dev.assent.server.limit.Limit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each row of the table of limits, driven over its bound; meanwhile somebody else is served. */
@Timeout(120)
class LimitsTest {
    private static final int MIB = 1 << 20;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @TempDir
    private Path data;

    /** A bound of its own for each row would need a row of its own here: the compiler looks that none is missing. */
    @ParameterizedTest
    @EnumSource
    void drivenOverItsBound(Limit limit) throws Exception {
        switch (limit) {
            case CONNECTIONS -> beyond(limits -> limits.connections(1), "ASN-4556", port -> closed(port, new byte[0]));
            case FIRST_FRAME ->
                beyond(
                        limits -> limits.firstFrameBytes(1_000),
                        "ASN-4552",
                        port -> closed(port, SocketPeer.bytes(registration("x".repeat(1_000)))));
            case FRAME ->
                beyond(UnaryOperator.identity(), "ASN-4209", port -> {
                    try (SocketPeer peer = new SocketPeer(port).registers("shop")) {
                        peer.sends(unfinished(8 * MIB + 1, 16));
                        peer.expectClosed();
                    }
                });
            case UNFINISHED_FRAMES ->
                beyond(limits -> limits.unfinishedBytes(MIB), "ASN-4553", LimitsTest::twoUnfinishedFrames);
            case UNFINISHED_TIME ->
                beyond(
                        limits -> limits.unfinishedTime(Duration.ofMillis(1)),
                        "ASN-4554",
                        port -> closed(port, unfinished(1_000, 999)));
            case NAMES ->
                beyond(UnaryOperator.identity(), "ASN-4558", port -> refused(port, registration("x".repeat(2_000))));
            case RESOURCES ->
                beyond(
                        limits -> limits.resources(2),
                        "ASN-4560",
                        port -> refused(port, serving("jdbc:a,jdbc:b,jdbc:c")));
            case RESOURCE_ID ->
                beyond(
                        limits -> limits.resourceIdBytes(10),
                        "ASN-4559",
                        port -> refused(port, serving("jdbc:a,jdbc:abcdef")));
            case BRANCH ->
                beyond(
                        UnaryOperator.identity(),
                        "",
                        port -> refusal(
                                port, xid -> new BranchRegisterRequest(xid, BranchType.AT, "db", rows(), null)));
            case REPORT ->
                beyond(
                        UnaryOperator.identity(),
                        "",
                        port -> refusal(
                                port,
                                xid -> new BranchReportRequest(
                                        xid,
                                        1,
                                        BranchStatus.PHASE_ONE_DONE,
                                        "db",
                                        "d".repeat(5 * MIB),
                                        BranchType.TCC)));
            case LOCK_QUERY ->
                beyond(
                        UnaryOperator.identity(),
                        "",
                        port -> refusal(
                                port, xid -> new GlobalLockQueryRequest(xid, BranchType.AT, "db", rows(), null)));
            case WAITERS -> beyond(limits -> limits.waiters(1), "", LimitsTest::twoThatWait);
            case INFLATED -> elsewhere("edge.ReceiveLimitsTest", "whatHasInflatedTooMuchWaits");
            case UNANSWERED -> elsewhere("edge.ReceiveLimitsTest", "nothingMoreIsReadUntilHalfIsAnswered");
            case UNANSWERED_IN_ALL -> elsewhere("edge.ReceiveLimitsTest", "allConnectionsTogetherHaveABound");
            case UNSENT -> elsewhere("edge.ReceiveLimitsTest", "theClientThatHasNotReadForLongestIsCutOff");
            case LOCK_WAITERS -> elsewhere("loop.CoreLimitsTest", "soManyWaitForRows");
            case BRANCHES -> elsewhere("loop.CoreLimitsTest", "aTransactionHasSoManyBranches");
            case TRANSACTION_TIMEOUT -> elsewhere("loop.CoreLimitsTest", "aTransactionLastsSoLong");
            case WAITING_RECORDS -> elsewhere("loop.SlowDiskTest", "recordsThatWaitForTheDiskAreBounded");
            case MEMORY -> elsewhere("loop.CoreLimitsTest", "whatIsOpenFitsTheBudgetAndCanBeEnded");
            case ENDINGS -> elsewhere("loop.RememberedEndingsTest", "theyFitTheirBounds");
            case EXPLANATIONS -> elsewhere("delivery.ExplanationsTest", "beyondTheBoundTheOldestAreForgotten");
            case LOG -> elsewhere("log.BoundedAppenderTest", "linesBeyondTheBoundAreLostAndCounted");
            case ADMIN_CONNECTIONS -> elsewhere("admin.AdminApiTest", "moreConnectionsThanItTakesAreClosed");
            case ADMIN_BODY -> elsewhere("admin.AdminApiTest", "anOversizeBodyIsRefusedAndNothingTheLogShouldTellOf");
        }
    }

    private void beyond(UnaryOperator<ClientLimits.Builder> limits, String line, Attack attack) throws Exception {
        ServerOptions options =
                ServerOptions.builder().port(0).data(data).clients(limits).build();
        try (Logged log = Logged.by(CoordinatorServer.class);
                CoordinatorServer server = CoordinatorServer.start(options, failures::add);
                SocketPeer bystander = new SocketPeer(server.port()).registers("bystander")) {
            attack.on(server.port());
            assertThat(bystander
                            .ask(new GlobalBeginRequest(1_000, "still here"))
                            .body())
                    .isInstanceOf(GlobalBeginResponse.class);
            if (!line.isEmpty()) {
                await().untilAsserted(() -> assertThat(log.warnings()).anyMatch(said -> said.contains(line)));
            }
        }
        assertThat(failures).isEmpty();
    }

    private static void closed(int port, byte[] sent) throws IOException {
        try (SocketPeer peer = new SocketPeer(port)) {
            peer.sends(sent);
            peer.expectClosed();
        }
    }

    private static void refused(int port, Frame registration) throws IOException {
        try (SocketPeer peer = new SocketPeer(port)) {
            peer.sends(SocketPeer.bytes(registration));
            Message answer = peer.reads().body();
            boolean accepted = answer instanceof RegisterRMResponse rm
                    ? rm.identified()
                    : ((RegisterTMResponse) Objects.requireNonNull(answer)).identified();
            assertThat(accepted).isFalse();
            peer.expectClosed();
        }
    }

    private static void refusal(int port, Function<String, Message> request) throws IOException {
        try (SocketPeer peer = new SocketPeer(port).registers("shop")) {
            String xid = String.valueOf(peer.ask(new GlobalBeginRequest(60_000, "buy"), GlobalBeginResponse.class)
                    .xid());
            Response answer = peer.ask(request.apply(xid), Response.class);
            assertThat(answer.result().success()).isFalse();
            assertThat(answer.result().msg()).contains("ASN-4507");
        }
    }

    /** Together they are too large; the first is the larger, in whatever order they arrive. */
    private static void twoUnfinishedFrames(int port) throws IOException {
        try (SocketPeer larger = new SocketPeer(port).registers("larger");
                SocketPeer smaller = new SocketPeer(port).registers("smaller")) {
            larger.sends(unfinished(4 * MIB, 1_000 << 10));
            smaller.sends(unfinished(4 * MIB, 100 << 10));
            larger.expectClosed();
        }
    }

    /** Two calls for a branch that no resource manager serves: the first waits, the second is answered at once. */
    private static void twoThatWait(int port) throws IOException {
        try (SocketPeer peer = new SocketPeer(port).registers("shop")) {
            String xid = String.valueOf(peer.ask(new GlobalBeginRequest(60_000, "buy"), GlobalBeginResponse.class)
                    .xid());
            peer.ask(new BranchRegisterRequest(xid, BranchType.TCC, "pay", null, null));
            peer.sends(SocketPeer.bytes(Frame.request(101, new GlobalRollbackRequest(xid, null))));
            peer.sends(SocketPeer.bytes(Frame.request(102, new GlobalRollbackRequest(xid, null))));
            assertThat(peer.reads().requestId()).isEqualTo(102);
        }
    }

    private static Frame registration(String application) {
        return Frame.request(1, new RegisterTMRequest("1.8.0", application, "group", null));
    }

    private static Frame serving(String resources) {
        return Frame.request(1, new RegisterRMRequest("1.8.0", "shop", "group", null, resources));
    }

    private static byte[] unfinished(int length, int sent) {
        return ByteBuffer.allocate(sent)
                .putShort((short) 0xdada)
                .put((byte) 1)
                .putInt(length)
                .putShort((short) 16)
                .put((byte) 0)
                .put((byte) 1)
                .array();
    }

    /** Beyond 4 MiB in the journal, though not as text. */
    private static String rows() {
        return "stock:" + "1,".repeat(400_000) + "1";
    }

    private static void elsewhere(String testClass, String method) throws ClassNotFoundException {
        assertThat(Arrays.stream(Class.forName("dev.assent.server." + testClass).getDeclaredMethods()))
                .anyMatch(test -> test.getName().equals(method) && test.isAnnotationPresent(Test.class));
    }

    @Test
    void thePageOfLimitsIsTheTable() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "limits.md"));
        assertThat(page).contains(Limit.table());
    }

    private interface Attack {
        void on(int port) throws IOException;
    }
}
