package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.journal.JournalOptions;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A disk that does not answer, or has no room. */
class SlowDiskTest {
    private static final Duration SLOW = ForceLimits.defaults().slow().plusSeconds(2);

    private final Scene scene = new Scene();
    private final Peer client = scene.seata("shop").serves("db");

    private static BranchRegisterRequest register(String xid, String lockKey) {
        return new BranchRegisterRequest(xid, BranchType.AT, "db", lockKey, null);
    }

    private GlobalBeginResponse begin() {
        return client.ask(new GlobalBeginRequest(60_000, "purchase"), GlobalBeginResponse.class);
    }

    @Test
    void aSlowForceRefusesNewWorkAtOnceAndDecisionsWait() {
        // given
        String xid = client.begins();
        client.joins(xid, "db", "stock:1");
        scene.holdForce();
        int commit = client.say(new GlobalCommitRequest(xid, null));

        // when
        scene.advance(SLOW);

        // then
        assertThat(begin().result().msg()).startsWith("ASN-1503: Expected the disk to force");
        assertThat(client.hasAnswerTo(commit)).isFalse();

        // when
        scene.letForce();

        // then
        assertThat(client.hasAnswerTo(commit)).isTrue();
        assertThat(begin().result().success()).isTrue();
        assertThat(scene.failures).isEmpty();
    }

    @Test
    void aBranchIsRefusedAtOnceToo() {
        // given
        String xid = client.begins();
        client.joins(xid, "db", "stock:1");
        scene.holdForce();
        client.say(register(xid, "stock:2"));
        scene.advance(SLOW);

        // when
        BranchRegisterResponse refused = client.ask(register(xid, "stock:3"), BranchRegisterResponse.class);

        // then
        assertThat(refused.result().msg()).startsWith("ASN-1503");
    }

    @Test
    void aForceThatTakesTooLongEndsTheCoordinator() {
        // given
        String xid = client.begins();
        scene.holdForce();
        client.say(register(xid, "stock:1"));

        // when
        scene.advance(ForceLimits.defaults().longest().minusSeconds(2));
        assertThat(scene.failures).isEmpty();
        scene.advance(Duration.ofSeconds(5));

        // then
        assertThat(scene.failures).hasSize(1);
        assertThat(scene.failures.get(0)).hasMessageStartingWith("ASN-3553: Expected the disk to force");
    }

    @Test
    void recordsThatWaitForTheDiskAreBounded() {
        // given
        Scene large = new Scene(new JournalOptions(16 << 20, 4));
        Peer busy = large.assent("shop").serves("db");
        String open = busy.begins();
        busy.joins(open, "db", "stock:1");
        String other = busy.begins();
        large.holdForce();
        busy.say(register(other, "stock:2"));
        String data = "d".repeat(3 << 20);
        for (int i = 0; i < 11; i++) {
            busy.say(new BranchRegisterRequest(other, BranchType.TCC, "try", null, data));
        }

        // when
        GlobalBeginResponse refused = busy.ask(new GlobalBeginRequest(60_000, "purchase"), GlobalBeginResponse.class);
        int commit = busy.say(new GlobalCommitRequest(open, null));

        // then
        assertThat(refused.result().msg()).startsWith("ASN-1504: Expected at most 33554432 bytes to wait for the disk");
        large.letForce();
        assertThat(busy.hasAnswerTo(commit)).isTrue();
        assertThat(busy.ask(new GlobalBeginRequest(60_000, "purchase"), GlobalBeginResponse.class)
                        .result()
                        .success())
                .isTrue();
        assertThat(large.failures).isEmpty();
    }

    @Test
    void aReportThatAddsDataIsNewWorkForAFullDisk() {
        // given
        String xid = client.begins();
        long branch = client.joins(xid, "db", "stock:1");
        scene.disk().capacity(1);
        for (int i = 2; i < 50 && begin().result().success(); i++) {
            client.say(new BranchRegisterRequest(xid, BranchType.AT, "db", "stock:" + i, "d".repeat(8_000)));
        }

        // then
        assertThat(report(xid, branch, "{}").result().msg()).startsWith("ASN-1103");
        assertThat(report(xid, branch, null).result().success()).isTrue();
        assertThat(scene.failures).isEmpty();
    }

    private BranchReportResponse report(String xid, long branch, @Nullable String data) {
        return client.ask(
                new BranchReportRequest(xid, branch, BranchStatus.PHASE_ONE_DONE, "db", data, BranchType.AT),
                BranchReportResponse.class);
    }
}
