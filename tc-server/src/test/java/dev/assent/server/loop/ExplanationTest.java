package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Operation;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.Result;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A service says why it has not finished a branch, and operators read it at the coordinator. */
class ExplanationTest {
    private final Scene scene = new Scene();
    private final Peer client = scene.assent("shop").serves("db");
    private final String xid = client.begins();

    private void answers(Frame order, BranchStatus status, String why) {
        BranchEndRequest asked = Objects.requireNonNull((BranchEndRequest) order.body());
        client.sends(Wire.overTheWire(Frame.response(
                        order, new BranchRollbackResponse(Result.SUCCESS, 0, asked.xid(), asked.branchId(), status))
                .with(Extensions.reason(why))));
    }

    @Test
    void itIsShownUntilTheBranchIsFinished() {
        BranchId branch = new BranchId(client.joins(xid, "db", "stock:1"));
        client.say(new GlobalRollbackRequest(xid, null));
        answers(
                client.takeOrder(),
                BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE,
                "stock [1] amount: before 5 / ours 4 / now 3");
        assertThat(scene.inspect(xid).explanations())
                .isEqualTo(Map.of(branch, "stock [1] amount: before 5 / ours 4 / now 3"));

        scene.operate(xid, Operation.RETRY);
        client.does(client.takeOrder());
        assertThat(scene.inspect(xid).explanations()).isEmpty();
    }

    @Test
    void whatIsLongIsCut() {
        client.joins(xid, "db", "stock:1");
        client.say(new GlobalRollbackRequest(xid, null));
        answers(client.takeOrder(), BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE, "\u00e4".repeat(100_000));
        assertThat(scene.inspect(xid).explanations().values()).containsExactly("\u00e4".repeat(15_000));
    }
}
