package dev.assent.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchRollbackRequest;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.protocol.Result;
import java.io.IOException;
import java.util.Objects;

/** A service that begins transactions on one connection and changes its stock on another, step by step. */
public final class StockService implements AutoCloseable {
    private static final String RESOURCE = "jdbc:h2:mem:stock";

    private final SocketPeer manager;
    private final SocketPeer stock;

    public StockService(int port) throws IOException {
        manager = new SocketPeer(port).registers("shop");
        stock = new SocketPeer(port);
        RegisterRMRequest register = new RegisterRMRequest("1.8.0", "stock-service", "group", null, RESOURCE);
        assertThat(stock.ask(register).body()).isInstanceOf(RegisterRMResponse.class);
    }

    public String begins() throws IOException {
        return String.valueOf(manager.ask(new GlobalBeginRequest(60_000, "buy"), GlobalBeginResponse.class)
                .xid());
    }

    /** Whether the coordinator took it. */
    public boolean changes(String xid, String row) throws IOException {
        return stock.ask(
                        new BranchRegisterRequest(xid, BranchType.AT, RESOURCE, row, null),
                        BranchRegisterResponse.class)
                .result()
                .success();
    }

    /** A transaction with one changed row, which its database refuses to undo. */
    public String isStuckWith(String row) throws IOException {
        String xid = begins();
        assertThat(changes(xid, row)).isTrue();
        manager.sends(SocketPeer.bytes(Frame.request(77, new GlobalRollbackRequest(xid, null))));
        isToldToUndo(xid, BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
        GlobalRollbackResponse answer =
                (GlobalRollbackResponse) Objects.requireNonNull(manager.reads().body());
        assertThat(answer.globalStatus()).isEqualTo(GlobalStatus.ROLLBACK_FAILED);
        return xid;
    }

    /** Waits for the order, and answers it. */
    public void isToldToUndo(String xid, BranchStatus answer) throws IOException {
        Frame order = stock.reads();
        BranchRollbackRequest request = (BranchRollbackRequest) Objects.requireNonNull(order.body());
        assertThat(request.xid()).isEqualTo(xid);
        stock.sends(SocketPeer.bytes(Frame.response(
                order.requestId(), new BranchRollbackResponse(Result.SUCCESS, 0, xid, request.branchId(), answer))));
    }

    @Override
    public void close() throws IOException {
        manager.close();
        stock.close();
    }
}
