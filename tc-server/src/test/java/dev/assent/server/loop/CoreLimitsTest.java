package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Limits;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** New work beyond a limit is refused by name, and what was accepted can be ended. */
class CoreLimitsTest {
    private static final Limits SMALL = new Limits(3, Duration.ofHours(1), 100_000, 3);

    private final Scene scene = new Scene(SMALL);
    private final Peer client = scene.assent("shop").serves("db", "try");

    private String refusal(Response answer) {
        assertThat(answer.result().success()).isFalse();
        return String.valueOf(answer.result().msg());
    }

    @Test
    void aTransactionHasSoManyBranches() {
        String xid = client.begins();
        for (int i = 0; i < 3; i++) {
            client.joins(xid, "db", "stock:" + i);
        }

        assertThat(refusal(client.joins(xid, BranchType.AT, "db", "stock:9")))
                .contains("ASN-1105", "at most 3 branches", "branches-per-transaction");
        assertThat(client.commits(xid)).isEqualTo(GlobalStatus.COMMITTED);
    }

    @Test
    void soManyWaitForRows() {
        client.joins(client.begins(), "db", "stock:1");
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.add(client.say(
                    new BranchRegisterRequest(
                            client.begins(), BranchType.AT, "db", "stock:1", "{\"autoCommit\":false}"),
                    Extensions.lockWait(Duration.ofMillis(200))));
        }

        assertThat(asked).extracting(client::hasAnswerTo).containsExactly(false, false, false, true);
        assertThat(refusal(client.answer(asked.get(3), BranchRegisterResponse.class)))
                .contains("ASN-1101");
    }

    @Test
    void aTransactionLastsSoLong() {
        Response answer = client.ask(new GlobalBeginRequest(3_600_001, "buy"), Response.class);

        assertThat(refusal(answer)).contains("ASN-4111", "3600 s", "longest-transaction-timeout-s");
        assertThat(client.begins(Duration.ofHours(1))).isNotEmpty();
    }

    @Test
    void whatIsOpenFitsTheBudgetAndCanBeEnded() {
        List<String> open = new ArrayList<>();
        Response answer = begin();
        while (answer.result().success()) {
            String xid = String.valueOf(((GlobalBeginResponse) answer).xid());
            answer = client.joins(xid, BranchType.AT, "db", "stock:" + open.size());
            if (answer.result().success()) {
                open.add(xid);
                answer = begin();
            }
        }
        assertThat(open).hasSizeBetween(30, 120);
        assertThat(refusal(answer)).contains("ASN-1104", "memory budget of 97 KiB", "memory-budget-mib");
        assertThat(refusal(client.ask(
                        new BranchRegisterRequest(open.get(0), BranchType.TCC, "try", null, "d".repeat(5_000)),
                        BranchRegisterResponse.class)))
                .contains("ASN-1104");

        scene.restart();
        Peer again = scene.assent("shop").serves("db");
        assertThat(scene.openTransactions()).isEqualTo(open.size());
        for (String xid : open) {
            assertThat(again.commits(xid)).isEqualTo(GlobalStatus.COMMITTED);
            again.takeOrders().forEach(again::does);
        }
        assertThat(again.begins()).isNotEmpty();
    }

    private Response begin() {
        return client.ask(new GlobalBeginRequest(60_000, "filler"), Response.class);
    }

    @Test
    void aReportBeyondWhatItsBranchReservesIsNewWork() {
        String xid = client.begins();
        long branch = client.joins(xid, BranchType.TCC, "try", null).branchId();

        Response large = client.ask(report(xid, branch, 100_000), Response.class);
        assertThat(refusal(large)).contains("ASN-1104");
        assertThat(client.ask(report(xid, branch, 200), Response.class).result().success())
                .isTrue();
    }

    private static BranchReportRequest report(String xid, long branch, int length) {
        return new BranchReportRequest(
                xid, branch, BranchStatus.PHASE_ONE_DONE, "try", "d".repeat(length), BranchType.TCC);
    }
}
