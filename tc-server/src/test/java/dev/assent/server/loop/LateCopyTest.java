package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.protocol.BranchCommitRequest;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.Extensions.ClientRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalCommitRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A client has lost its connection and sends again over a new one; then the old connection's bytes arrive after all. */
class LateCopyTest {
    private static final String CLIENT = "client-1";

    private final Scene scene = new Scene();
    private final Peer old = scene.assent("shop").serves("prepareOrder");
    private final String xid = old.begins();
    private final long branch = join();
    private final Peer now = scene.assent("shop").serves("prepareOrder");

    private long join() {
        BranchRegisterRequest request =
                new BranchRegisterRequest(xid, BranchType.TCC, "prepareOrder", null, "{\"context\":1}");
        return old.answer(old.say(request, request(1)), BranchRegisterResponse.class)
                .branchId();
    }

    @Test
    void doesNotUndoWhatTheClientHasReportedSince() {
        reports(now, 2);
        reports(now, 3);

        report(old, 2);

        assertThat(contextOfTheCommit()).isEqualTo("{\"context\":3}");
    }

    @Test
    void evenIfItIsTheFirstThatComesOverTheOldConnection() {
        Peer before = scene.assent("shop");
        Peer after = scene.assent("shop");
        int first = after.say(reportOf(2), new ClientRequest("client-2", 2).head());
        assertThat(after.hasAnswerTo(first)).isTrue();
        int second = after.say(reportOf(3), new ClientRequest("client-2", 3).head());
        assertThat(after.hasAnswerTo(second)).isTrue();

        before.say(reportOf(2), new ClientRequest("client-2", 2).head());

        assertThat(contextOfTheCommit()).isEqualTo("{\"context\":3}");
    }

    @Test
    void anotherClientIsHeardOverAnyConnection() {
        reports(now, 2);

        Peer other = scene.assent("shop");
        int number = other.say(reportOf(4), new ClientRequest("client-2", 1).head());
        assertThat(other.answer(number, BranchReportResponse.class).result().success())
                .isTrue();
        assertThat(contextOfTheCommit()).isEqualTo("{\"context\":4}");
    }

    @Test
    void whenTheNewConnectionEndsTheNextOneCounts() {
        reports(now, 2);
        now.hangsUp();
        Peer next = scene.assent("shop").serves("prepareOrder");

        reports(next, 3);
        report(old, 2);

        next.say(new GlobalCommitRequest(xid, null));
        assertThat(context(old.takeOrder())).isEqualTo("{\"context\":3}");
    }

    /** Nothing that came over the old connection has told which client it is. */
    @Test
    void evenIfTheNewConnectionHasEndedBeforeTheFirstCopyComes() {
        Peer before = scene.assent("shop");
        Peer after = scene.assent("shop");
        after.say(reportOf(2), new ClientRequest("client-2", 2).head());
        int second = after.say(reportOf(3), new ClientRequest("client-2", 3).head());
        assertThat(after.hasAnswerTo(second)).isTrue();
        after.hangsUp();

        before.say(reportOf(2), new ClientRequest("client-2", 2).head());

        assertThat(contextOfTheCommit()).isEqualTo("{\"context\":3}");
    }

    private void reports(Peer peer, int number) {
        assertThat(peer.answer(report(peer, number), BranchReportResponse.class)
                        .result()
                        .success())
                .isTrue();
    }

    private int report(Peer peer, int number) {
        return peer.say(reportOf(number), request(number));
    }

    private BranchReportRequest reportOf(int number) {
        return new BranchReportRequest(
                xid, branch, BranchStatus.REGISTERED, "prepareOrder", "{\"context\":" + number + "}", BranchType.TCC);
    }

    private static Map<String, @Nullable String> request(int number) {
        return new ClientRequest(CLIENT, number).head();
    }

    private String contextOfTheCommit() {
        now.say(new GlobalCommitRequest(xid, null));
        return context(old.takeOrder());
    }

    private static String context(Frame order) {
        BranchCommitRequest commit = (BranchCommitRequest) Objects.requireNonNull(order.body());
        return String.valueOf(commit.applicationData());
    }
}
