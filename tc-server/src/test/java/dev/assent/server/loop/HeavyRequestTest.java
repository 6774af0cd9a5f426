package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.journal.JournalOptions;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.GlobalCommitRequest;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One request that is too much for the journal is refused; it does not stop the coordinator. */
class HeavyRequestTest {
    private final Scene scene = new Scene(new JournalOptions(16 << 20, 4));
    private final Peer client = scene.assent("shop").serves("db", "try");
    private final String xid = client.begins();

    /** Short on the wire, long in the journal, where each row names its table. */
    private static String rows(int count, int tableLength) {
        return IntStream.range(0, count)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "t".repeat(tableLength) + ":", ""));
    }

    private void expectRefused(BranchRegisterResponse refused) {
        assertThat(refused.result().msg()).contains("ASN-4507", "4194304 bytes");
        assertThat(refused.exceptionCode()).isEqualTo(6);
        assertThat(scene.failures).isEmpty();
        assertThat(client.commits(xid)).isEqualTo(GlobalStatus.COMMITTED);
    }

    @Test
    void tooManyRows() {
        expectRefused(client.joins(xid, BranchType.AT, "db", rows(20_000, 1_000)));
    }

    @Test
    void tooManyRowsOfManyTables() {
        String lockKey = IntStream.range(0, 200).mapToObj(i -> rows(100, 1_000)).collect(Collectors.joining(";"));
        expectRefused(client.joins(xid, BranchType.AT, "db", lockKey));
    }

    @Test
    void tooMuchApplicationData() {
        expectRefused(client.ask(
                new BranchRegisterRequest(xid, BranchType.AT, "db", null, "é".repeat(2_100_000)),
                BranchRegisterResponse.class));
    }

    @Test
    void tooMuchIsReported() {
        long branch = client.joins(xid, BranchType.TCC, "try", null).branchId();
        BranchReportResponse refused = client.ask(
                new BranchReportRequest(
                        xid, branch, BranchStatus.REGISTERED, "try", "x".repeat(4_200_000), BranchType.TCC),
                BranchReportResponse.class);
        assertThat(refused.result().msg()).contains("ASN-4507");
        assertThat(scene.failures).isEmpty();
    }

    @Test
    void whatIsJustNotTooMuchIsKeptAndHandedBack() {
        String data = "x".repeat(4_194_304);
        client.ask(new BranchRegisterRequest(xid, BranchType.TCC, "try", null, data), BranchRegisterResponse.class);
        String other = client.begins();
        assertThat(client.joins(other, BranchType.AT, "db", rows(100_000, 20))
                        .result()
                        .success())
                .isTrue();
        scene.powerLoss();
        Peer back = scene.assent("shop").serves("db", "try");
        back.say(new GlobalCommitRequest(xid, null));
        BranchEndRequest order =
                (BranchEndRequest) Objects.requireNonNull(back.takeOrder().body());
        assertThat(order.applicationData()).isEqualTo(data);
        assertThat(back.joins(back.begins(), BranchType.AT, "db", rows(1, 20)).exceptionCode())
                .isEqualTo(2);
    }

    /** Each branch fits into a record, all of them together do not. */
    @Test
    void aTransactionMayOutgrowARecord() {
        String data = "x".repeat(4_000_000);
        for (int i = 0; i < 3; i++) {
            client.ask(new BranchRegisterRequest(xid, BranchType.TCC, "try", null, data), BranchRegisterResponse.class);
        }
        scene.restart();
        Peer back = scene.assent("shop").serves("db", "try");
        back.say(new GlobalCommitRequest(xid, null));
        back.does(back.takeOrders().get(0));
        scene.restart();
        Peer again = scene.assent("shop").serves("db", "try");
        again.takeOrders().forEach(again::does);
        assertThat(again.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
    }
}
