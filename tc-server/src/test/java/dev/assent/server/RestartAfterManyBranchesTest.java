package dev.assent.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchCommitResponse;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.protocol.Response;
import dev.assent.protocol.Result;
import dev.assent.server.edge.SocketPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The coordinator is killed while the branches of one large transaction are called, and goes on where it was. */
@Timeout(120)
class RestartAfterManyBranchesTest {
    private static final int BRANCHES = 3_000;
    private static final int AT_ONCE = 200;
    private static final String DATABASE = "jdbc:h2:mem:stock";

    @TempDir
    private Path scratch;

    private final Set<Long> registered = new HashSet<>();
    private final Set<Long> ended = new HashSet<>();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasOpenIsEndedAndNoBranchIsForgotten(boolean commit) throws Exception {
        String xid;
        try (ServerProcess server = start()) {
            int port = server.awaitReady().port();
            try (SocketPeer shop = new SocketPeer(port).registers("shop");
                    SocketPeer stock = stock(port)) {
                xid = begin(shop);
                for (int first = 0; first < BRANCHES; first += AT_ONCE) {
                    register(stock, xid, first);
                }
                shop.sends(SocketPeer.bytes(Frame.request(7, decision(xid, commit))));
                while (ended.size() < BRANCHES / 2) {
                    end(stock);
                }
            }
            server.kill();
        }
        try (ServerProcess server = start()) {
            ServerProcess.Ready ready = server.awaitReady();
            assertThat(ready.openTransactions()).isEqualTo(1);
            try (SocketPeer shop = new SocketPeer(ready.port()).registers("shop");
                    SocketPeer stock = stock(ready.port())) {
                while (!ended.equals(registered)) {
                    end(stock);
                }
                await().until(() -> shop.ask(new GlobalStatusRequest(xid, null), GlobalEndResponse.class)
                                .globalStatus()
                        == (commit ? GlobalStatus.COMMITTED : GlobalStatus.ROLLBACKED));
                register(stock, begin(shop), 0);
            }
        }
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(
                scratch, "--port", "0", "--data", scratch.resolve("data").toString());
    }

    private static SocketPeer stock(int port) throws IOException {
        SocketPeer stock = new SocketPeer(port);
        RegisterRMRequest request = new RegisterRMRequest("1.8.0", "stock-service", "group", null, DATABASE);
        assertThat(stock.ask(request).body()).isInstanceOf(RegisterRMResponse.class);
        return stock;
    }

    private static String begin(SocketPeer shop) throws IOException {
        return String.valueOf(shop.ask(new GlobalBeginRequest(600_000, "buy"), GlobalBeginResponse.class)
                .xid());
    }

    private static Message decision(String xid, boolean commit) {
        return commit ? new GlobalCommitRequest(xid, null) : new GlobalRollbackRequest(xid, null);
    }

    /** A branch for each of {@link #AT_ONCE} rows. */
    private void register(SocketPeer stock, String xid, int firstRow) throws IOException {
        for (int row = firstRow; row < firstRow + AT_ONCE; row++) {
            stock.sends(SocketPeer.bytes(Frame.request(
                    1_000 + row, new BranchRegisterRequest(xid, BranchType.AT, DATABASE, "stock:" + row, null))));
        }
        for (int i = 0; i < AT_ONCE; i++) {
            BranchRegisterResponse answer = (BranchRegisterResponse) body(stock.reads());
            assertThat(answer.result().success())
                    .as(String.valueOf(answer.result().msg()))
                    .isTrue();
            registered.add(answer.branchId());
        }
    }

    /** Does what the next order says. */
    private void end(SocketPeer stock) throws IOException {
        Frame order = stock.reads();
        BranchEndRequest request = (BranchEndRequest) body(order);
        assertThat(registered).contains(request.branchId());
        ended.add(request.branchId());
        stock.sends(SocketPeer.bytes(Frame.response(order, done(request))));
    }

    private static Response done(BranchEndRequest request) {
        return request instanceof BranchCommitRequest
                ? new BranchCommitResponse(
                        Result.SUCCESS, 0, request.xid(), request.branchId(), BranchStatus.PHASE_TWO_COMMITTED)
                : new BranchRollbackResponse(
                        Result.SUCCESS, 0, request.xid(), request.branchId(), BranchStatus.PHASE_TWO_ROLLBACKED);
    }

    private static Message body(Frame frame) {
        return Objects.requireNonNull(frame.body());
    }
}
