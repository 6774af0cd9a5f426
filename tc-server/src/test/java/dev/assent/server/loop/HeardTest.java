package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Listing;
import dev.assent.core.Operation;
import dev.assent.core.Reply;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.BranchReportRequest;
import dev.assent.protocol.BranchReportResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalLockQueryRequest;
import dev.assent.protocol.GlobalLockQueryResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.GlobalStatusResponse;
import dev.assent.protocol.Heard;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.protocol.RegisterTMResponse;
import dev.assent.protocol.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether the coordinator's log holds what clients have heard of (P35). */
class HeardTest {
    private static final String REFUSED = "ASN-1505: Expected the log of this coordinator to hold every record";

    private final Scene scene = new Scene();
    private final Peer client = scene.assent("shop").serves("db");

    /** What the last answer said. */
    private static Optional<Heard> heard(Peer by) {
        return by.inbox().stream()
                .flatMap(frame -> Heard.parse(frame.head().get(Extensions.HEARD)).stream())
                .reduce((one, next) -> next);
    }

    private Heard begins() {
        client.begins();
        return heard(client).orElseThrow();
    }

    /** A new connection, whose registration says what was heard. */
    private Peer says(Heard... heard) {
        Peer peer = scene.connect("shop", "2.5.0", true);
        String extraData = Extensions.withHeard(Extensions.withToken(null, "0.1.0"), List.of(heard));
        RegisterTMResponse answer =
                peer.ask(new RegisterTMRequest("2.5.0", "shop", "group", extraData), RegisterTMResponse.class);
        assertThat(answer.identified()).isTrue();
        return peer;
    }

    private static boolean decides(Peer peer) {
        return peer.ask(new GlobalBeginRequest(60_000, "purchase"), GlobalBeginResponse.class)
                .result()
                .success();
    }

    @Test
    void everyAnswerSaysHowFarTheLogIsDurable() {
        // given
        String xid = client.begins();
        Heard before = heard(client).orElseThrow();

        // when
        client.joins(xid, "db", "stock:1");
        Heard joined = heard(client).orElseThrow();
        client.commits(xid);
        Heard committed = heard(client).orElseThrow();

        // then
        assertThat(joined.sequence()).isGreaterThan(before.sequence());
        assertThat(committed.sequence()).isGreaterThan(joined.sequence());
        assertThat(committed)
                .usingRecursiveComparison()
                .ignoringFields("sequence")
                .isEqualTo(before);
        assertThat(client.inbox())
                .filteredOn(frame -> frame.body() instanceof Response)
                .isNotEmpty()
                .allMatch(frame -> frame.head().containsKey(Extensions.HEARD));
    }

    @Test
    void aSeataClientHearsNothingOfIt() {
        // given
        Peer seata = scene.seata("shop").serves("db");

        // when
        String xid = seata.begins();
        seata.joins(xid, "db", "stock:1");
        seata.commits(xid);

        // then
        assertThat(seata.inbox()).isNotEmpty().allMatch(frame -> frame.head().isEmpty());
    }

    @Test
    void aClientThatHeardNoMoreThanTheLogHoldsIsWelcome() {
        // given
        Heard before = begins();

        // when
        scene.restart();

        // then
        assertThat(decides(says(before))).isTrue();
        scene.restart();
        assertThat(decides(says(before))).isTrue();
    }

    @Test
    void aRecordThatTheLogDoesNotHoldStopsAllDecisions() {
        // given
        Heard last = begins();
        String open = client.begins();
        client.joins(open, "db", "stock:1");
        scene.restart();

        // when
        Peer ahead = says(new Heard(last.coordinator(), last.epoch(), last.node(), last.sequence() + 1_000));

        // then
        assertRefused(ahead.ask(new GlobalBeginRequest(60_000, "purchase"), GlobalBeginResponse.class));
        assertRefused(ahead.ask(
                new BranchRegisterRequest(open, BranchType.AT, "db", "stock:2", null), BranchRegisterResponse.class));
        assertRefused(ahead.ask(
                new BranchReportRequest(
                        open, 7, dev.assent.model.BranchStatus.PHASE_ONE_DONE, "db", null, BranchType.AT),
                BranchReportResponse.class));
        assertRefused(ahead.ask(
                new GlobalLockQueryRequest(open, BranchType.AT, "db", "stock:1", null), GlobalLockQueryResponse.class));
        GlobalCommitResponse commit = ahead.ask(new GlobalCommitRequest(open, null), GlobalCommitResponse.class);
        assertRefused(commit);
        assertThat(commit.globalStatus()).isEqualTo(GlobalStatus.UNKNOWN);
        assertRefused(ahead.ask(new GlobalRollbackRequest(open, null), GlobalRollbackResponse.class));
        assertRefused(ahead.ask(new GlobalStatusRequest(open, null), GlobalStatusResponse.class));
        assertThat(scene.openTransactions()).isEqualTo(1);
    }

    private static void assertRefused(Response answer) {
        assertThat(answer.result().success()).isFalse();
        assertThat(answer.result().msg()).startsWith(REFUSED).contains("accept-loss-to-epoch");
    }

    @Test
    void theRefusalStandsForAllClientsAndNamesWhatIsMissing() {
        // given
        Heard last = begins();
        scene.restart();
        says(new Heard(last.coordinator(), last.epoch(), last.node(), last.sequence() + 1_000));

        // when
        Peer other = scene.assent("other");
        Peer seata = scene.seata("legacy");

        // then
        GlobalBeginResponse begin = other.ask(new GlobalBeginRequest(60_000, "p"), GlobalBeginResponse.class);
        assertThat(begin.result().msg())
                .contains("has heard of record %d in term %d".formatted(last.sequence() + 1_000, last.epoch()));
        assertThat(decides(seata)).isFalse();
        int commit = seata.say(new GlobalCommitRequest("127.0.0.1:8091:1", null));
        assertThat(seata.hasAnswerTo(commit))
                .as("it would take any status for an outcome")
                .isFalse();
    }

    /** The client would take it for newer than what it has heard, and forget what is lost. */
    @Test
    void aCoordinatorThatIsBehindSaysNothingOfItsLog() {
        // given
        Heard last = begins();
        scene.restart();

        // when
        Peer ahead = says(new Heard(last.coordinator(), last.epoch() + 5, "another", 1));
        ahead.say(new GlobalBeginRequest(60_000, "purchase"));

        // then
        assertThat(ahead.inbox()).allMatch(frame -> !frame.head().containsKey(Extensions.HEARD));
    }

    @Test
    void noTimeOutIsDecidedAndNoOperatorIsObeyed() {
        // given
        Heard last = begins();
        String open = client.begins();
        client.joins(open, "db", "stock:1");
        scene.restart();
        says(new Heard(last.coordinator(), last.epoch(), last.node(), last.sequence() + 1_000));

        // when
        scene.advance(Duration.ofMinutes(5));

        // then
        assertThat(scene.list(Listing.Which.ALL)).hasSize(1);
        assertThat(scene.inspect(open).story().status().state()).isEqualTo(dev.assent.core.TransactionState.ACTIVE);
        Reply reply = scene.operate(open, Operation.RETRY);
        assertThat(((Reply.Refused) reply).sentence()).startsWith(REFUSED);
    }

    @Test
    void anotherRunOfTheSameTermIsAnotherHistory() {
        // given
        Heard last = begins();
        scene.restart();
        Heard now = heard(scene.assent("shop")).orElseThrow();

        // then
        assertThat(now.epoch()).isGreaterThan(last.epoch());
        assertThat(decides(says(new Heard(last.coordinator(), now.epoch(), "another", 1))))
                .isFalse();
    }

    @Test
    void anotherRunOfTheTermBeforeIsAnotherHistory() {
        // given
        Heard last = begins();
        scene.restart();

        // then
        assertThat(decides(says(new Heard(last.coordinator(), last.epoch(), "another", 1))))
                .isFalse();
    }

    @Test
    void whatAnotherCoordinatorSaidDoesNotMatter() {
        // given
        Heard last = begins();

        // then
        assertThat(decides(says(new Heard("another", last.epoch() + 5, last.node(), last.sequence() + 1_000))))
                .isTrue();
    }

    /** The coordinator knows what it has said in this term: a client that claims more is wrong. */
    @Test
    void aClaimAboutThisVeryTermStopsNothing() {
        // given
        Heard now = begins();

        // then
        assertThat(decides(says(new Heard(now.coordinator(), now.epoch(), now.node(), now.sequence() + 1_000))))
                .isTrue();
    }

    @Test
    void anOperatorMayGiveUpWhatIsLost() {
        // given
        Heard last = begins();
        Heard lost = new Heard(last.coordinator(), last.epoch(), last.node(), last.sequence() + 1_000);
        scene.acceptLossTo(last.epoch());
        scene.restart();

        // then
        assertThat(decides(says(lost))).isTrue();
        assertThat(decides(says(new Heard(last.coordinator(), last.epoch() + 7, "x", 1))))
                .as("a later term was not given up")
                .isFalse();
    }
}
