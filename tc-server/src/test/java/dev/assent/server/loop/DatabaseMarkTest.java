package dev.assent.server.loop;

import static dev.assent.server.loop.Marks.ONE;
import static dev.assent.server.loop.Marks.OTHER;
import static dev.assent.server.loop.Marks.accepted;
import static dev.assent.server.loop.Marks.given;
import static dev.assent.server.loop.Marks.isFree;
import static dev.assent.server.loop.Marks.joins;
import static dev.assent.server.loop.Marks.marked;
import static dev.assent.server.loop.Marks.newcomer;
import static dev.assent.server.loop.Marks.ping;
import static dev.assent.server.loop.Marks.pings;
import static dev.assent.server.loop.Marks.pongs;
import static dev.assent.server.loop.Marks.register;
import static dev.assent.server.loop.Marks.says;
import static dev.assent.server.loop.Marks.writes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Listing;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.server.loop.Marks.Newcomer;
import dev.assent.server.view.DatabaseView;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One database, one name: a branch is delivered to the database that it is in, whatever its name says (P9). */
class DatabaseMarkTest {
    private static final String NAME = "jdbc:postgresql://localhost/app";

    private final Scene scene = new Scene();
    private final Peer teller = scene.assent("teller");

    /** Fault 5: two services, one resource id, two databases. */
    @Test
    void anotherDatabaseOfTheSameNameIsNeverTakenForTheBranchsOwn() {
        Peer orders = marked(scene, "order", NAME, ONE);
        Peer accounts = marked(scene, "account", NAME, OTHER);
        String xid = teller.begins();
        joins(orders, xid, NAME, ONE, "orders:1");
        joins(accounts, xid, NAME, OTHER, "account:1");
        accounts.hangsUp();

        teller.say(new GlobalRollbackRequest(xid, null));
        assertThat(orders.takeOrders()).as("the later branch comes first").isEmpty();
        scene.advance(Duration.ofSeconds(70));

        assertThat(scene.list(Listing.Which.PARKED)).hasSize(1);
        Frame order = orders.takeOrder();
        assertThat(order.head()).containsEntry(Extensions.MARK, "one");
        orders.does(order);
        scene.advance(Duration.ofMinutes(5));
        assertThat(orders.takeOrders())
                .as("it is not asked about the other database")
                .isEmpty();
        assertThat(teller.status(xid)).isEqualTo(GlobalStatus.ROLLBACKING);

        Peer back = marked(scene, "account", NAME, OTHER);
        back.does(back.takeOrder());
        assertThat(teller.status(xid)).isEqualTo(GlobalStatus.ROLLBACKED);
    }

    @Test
    void aConnectionThatHasNotSaidWhichDatabaseItIsGetsNoMarkedBranch() {
        Peer one = marked(scene, "shop", NAME, ONE);
        String xid = teller.begins();
        joins(one, xid, NAME, ONE, "t:1");
        one.hangsUp();
        Peer other = scene.assent("shop").serves(NAME);

        teller.commits(xid);
        assertThat(other.takeOrders()).isEmpty();

        accepted(other, NAME, ONE);
        assertThat(other.takeOrders()).hasSize(1);
    }

    @Test
    void aSecondNameOfTheDatabaseServesItsBranches() {
        Peer one = marked(scene, "shop", NAME, ONE);
        String xid = teller.begins();
        joins(one, xid, NAME, ONE, "t:1");
        one.hangsUp();
        Peer other = scene.assent("warehouse");
        accepted(other, "jdbc:postgresql://127.0.0.1/app", ONE);

        teller.commits(xid);

        BranchEndRequest order =
                (BranchEndRequest) Objects.requireNonNull(other.takeOrder().body());
        assertThat(order.resourceId()).as("as its client knows it").isEqualTo("jdbc:postgresql://127.0.0.1/app");
    }

    @Test
    void theMarkOfABranchSurvivesARestart() {
        Peer one = marked(scene, "shop", NAME, ONE);
        String xid = teller.begins();
        joins(one, xid, NAME, ONE, "t:1");
        scene.powerLoss();
        Peer asks = scene.assent("teller");
        Peer other = marked(scene, "shop", NAME, OTHER);
        Peer same = marked(scene, "shop", NAME, ONE);

        assertThat(isFree(asks, "another name", ONE, "t:1")).isFalse();
        asks.say(new GlobalRollbackRequest(xid, null));

        assertThat(other.takeOrders()).isEmpty();
        assertThat(same.takeOrders()).hasSize(1);
    }

    @Test
    void locksOfSeatasClientsMoveToTheDatabaseAndSurvive() {
        Peer seata = scene.seata("shop").serves(NAME);
        String seatas = teller.begins();
        seata.joins(seatas, NAME, "t:1");
        Peer ours = scene.assent("shop");

        accepted(ours, NAME, ONE);

        assertThat(isFree(ours, NAME, ONE, "t:1")).isFalse();
        String xid = teller.begins();
        assertThat(register(ours, xid, NAME, ONE, "t:1").result().msg()).contains("row " + NAME + " t:1", seatas);
        scene.powerLoss();
        Peer again = scene.assent("shop");
        assertThat(isFree(again, "another name", ONE, "t:1")).isFalse();
        assertThat(isFree(again, NAME, null, "t:1")).isFalse();
    }

    @Test
    void aSecondNameIsToldFromACopyByAWordInTheMarksRow() {
        Peer first = marked(scene, "shop", NAME, ONE);
        Peer second = scene.assent("warehouse");

        int asked = says(second, "another name", ONE);
        assertThat(second.answerTo(asked)).isEmpty();
        assertThat(register(second, teller.begins(), "another name", ONE, "t:1")
                        .result()
                        .msg())
                .startsWith("ASN-1506: ");
        Frame write = ping(second);
        String word = Extensions.nonceToWrite(write.head()).orElseThrow();
        pongs(second, write, word);
        Frame read = ping(first);
        assertThat(Extensions.nonceToWrite(read.head())).isEmpty();
        pongs(first, read, word);

        assertThat(second.answer(asked, RegisterRMResponse.class).identified()).isTrue();
        joins(second, teller.begins(), "another name", ONE, "t:1");
    }

    @Test
    void aCopyIsRefusedAndTheFirstGoesOn() {
        Peer first = marked(scene, "shop", NAME, ONE);
        Peer copy = scene.assent("staging");

        Newcomer refused = newcomer(copy, NAME, ONE);
        pongs(first, ping(first), "an older word");

        assertThat(refused.isAccepted()).isFalse();
        assertThat(refused.reason()).contains("this is a copy", "assent resource renew " + NAME);
        assertThat(register(copy, teller.begins(), NAME, ONE, "t:1").result().msg())
                .contains("this is a copy");
        String xid = teller.begins();
        joins(first, xid, NAME, ONE, "t:1");
        teller.commits(xid);
        assertThat(copy.takeOrders()).isEmpty();
        assertThat(first.takeOrders()).hasSize(1);
    }

    @Test
    void silenceOfTheFirstIsNoProof() {
        marked(scene, "shop", NAME, ONE);
        Newcomer second = newcomer(scene.assent("warehouse"), NAME, ONE);

        scene.advance(Duration.ofSeconds(6));

        assertThat(second.isAccepted()).isFalse();
    }

    /** The word came while the coordinator stood still. */
    @Test
    void timeInWhichTheCoordinatorStoodStillIsNotCountedAgainstAClient() {
        Peer first = marked(scene, "shop", NAME, ONE);
        Newcomer second = newcomer(scene.assent("warehouse"), NAME, ONE);

        scene.standsStill(Duration.ofSeconds(20));

        pongs(first, ping(first), second.word());
        assertThat(second.isAccepted()).isTrue();
    }

    @Test
    void whenTheFirstGoesTheNewcomerIsAcceptedWithoutQuestions() {
        Peer first = marked(scene, "shop", NAME, ONE);
        Newcomer second = newcomer(scene.assent("warehouse"), NAME, ONE);

        first.hangsUp();

        assertThat(second.isAccepted()).isTrue();
    }

    @Test
    void newcomersAreCheckedOneByOne() {
        Peer first = marked(scene, "shop", NAME, ONE);
        Peer second = scene.assent("shop");
        Peer third = scene.assent("shop");
        int ofSecond = says(second, NAME, ONE);
        int ofThird = says(third, NAME, ONE);
        assertThat(pings(third)).isEmpty();

        second.hangsUp();

        Newcomer next = writes(third, ofThird);
        pongs(first, ping(first), next.word());
        assertThat(next.isAccepted()).isTrue();
        assertThat(second.answerTo(ofSecond)).isEmpty();
    }

    @Test
    void aClientThatWasAcceptedOnceIsNoNewcomerOnItsNextConnection() {
        Peer first = marked(scene, "shop", NAME, ONE);
        Peer client = scene.assent("warehouse");
        Newcomer newcomer = writes(client, says(client, NAME, ONE, "client-1"));
        pongs(first, ping(first), newcomer.word());
        assertThat(newcomer.isAccepted()).isTrue();
        client.hangsUp();

        Peer again = scene.assent("warehouse");
        int askedAgain = says(again, NAME, ONE, "client-1");
        assertThat(again.answer(askedAgain, RegisterRMResponse.class).identified())
                .isTrue();
    }

    /** It was accepted meanwhile; and when it has gone, nothing of it is left that a newcomer would be compared with. */
    @Test
    void aConnectionThatAsksTwiceIsAcceptedOnce() {
        Peer first = scene.assent("shop");
        accepted(first, NAME, ONE);
        Peer second = scene.assent("warehouse");
        int asked = says(second, NAME, ONE);
        int askedAgain = says(second, NAME, ONE);
        Frame write = ping(second);
        String word = Extensions.nonceToWrite(write.head()).orElseThrow();
        pongs(second, write, word);
        pongs(first, ping(first), word);
        assertThat(second.answer(asked, RegisterRMResponse.class).identified()).isTrue();

        scene.advance(Duration.ofSeconds(11));

        second.inbox().removeAll(pings(second));
        assertThat(second.answer(askedAgain, RegisterRMResponse.class).identified())
                .isTrue();
        second.hangsUp();
        first.hangsUp();
        accepted(scene.assent("shop"), NAME, ONE);
    }

    /** While it was away, a copy may have been accepted without questions. */
    @Test
    void aClientThatIsBackIsComparedWithWhatWasAcceptedMeanwhile() {
        Peer client = scene.assent("shop");
        int asked = says(client, NAME, ONE, "client-1");
        assertThat(client.answer(asked, RegisterRMResponse.class).identified()).isTrue();
        client.hangsUp();
        Peer copy = scene.assent("staging");
        accepted(copy, NAME, ONE);

        Peer again = scene.assent("shop");
        int askedAgain = says(again, NAME, ONE, "client-1");

        assertThat(again.answerTo(askedAgain)).isEmpty();
        Frame write = ping(again);
        pongs(again, write, Extensions.nonceToWrite(write.head()).orElseThrow());
        pongs(copy, ping(copy), "an older word");
        assertThat(again.answer(askedAgain, RegisterRMResponse.class).identified())
                .isFalse();
    }

    /** It was accepted while no other client served, and the disk was slow; the clients of the original did not know it then. */
    @Test
    void aCopyThatIsBackIsComparedWithWhatWasAcceptedMeanwhile() {
        Peer client = scene.assent("shop");
        int asked = says(client, NAME, ONE, "client-1");
        assertThat(client.answer(asked, RegisterRMResponse.class).identified()).isTrue();
        Peer copy = scene.assent("staging");
        Newcomer newcomer = writes(copy, says(copy, NAME, ONE, "client-2"));
        String xid = client.begins();
        scene.holdForce();
        client.say(new BranchRegisterRequest(xid, BranchType.AT, NAME, "t:1", null), Extensions.mark(ONE));
        client.hangsUp();
        copy.hangsUp();
        Peer again = scene.assent("shop");
        int askedAgain = says(again, NAME, ONE, "client-1");
        scene.letForce();
        assertThat(again.answer(askedAgain, RegisterRMResponse.class).identified())
                .isTrue();

        Peer copyAgain = scene.assent("staging");
        Newcomer refused = writes(copyAgain, says(copyAgain, NAME, ONE, "client-2"));
        pongs(again, ping(again), newcomer.word());

        assertThat(refused.isAccepted()).isFalse();
    }

    @Test
    void aClientThatDoesNotSayWhichItIsIsNotTakenForAnother() {
        Peer client = scene.assent("shop");
        int asked = says(client, NAME, ONE, "client-1");
        assertThat(client.answer(asked, RegisterRMResponse.class).identified()).isTrue();
        Peer second = scene.assent("warehouse");
        Newcomer newcomer = newcomer(second, NAME, ONE);
        pongs(client, ping(client), newcomer.word());
        assertThat(newcomer.isAccepted()).isTrue();
        client.hangsUp();
        second.hangsUp();
        Peer copy = scene.assent("staging");
        accepted(copy, NAME, ONE);

        Peer again = scene.assent("shop");
        Newcomer compared = writes(again, says(again, NAME, ONE, "client-1"));
        pongs(copy, ping(copy), newcomer.word());

        assertThat(compared.isAccepted()).isFalse();
    }

    /** The new mark would be refused as soon as it is registered. */
    @Test
    void aNameThatSeatasClientsUseGetsNoNewMark() {
        Peer one = scene.assent("shop");
        accepted(one, NAME, ONE);
        scene.seata("shop").serves(NAME);

        int asked = says(one, NAME, null);

        assertThat(one.answer(asked, RegisterRMResponse.class).identified()).isFalse();
        assertThat(one.answerTo(asked).orElseThrow().head().get(Extensions.REASON))
                .startsWith("ASN-4113: ")
                .contains("assent resource adopt " + NAME);
    }

    @Test
    void aDatabaseThatSeatasClientsUseByAnotherNameGetsNoNewMark() {
        Peer one = scene.assent("shop");
        accepted(one, NAME, ONE);
        accepted(one, "jdbc:postgresql://127.0.0.1/app", ONE);
        Peer seata = scene.seata("shop").serves(NAME);

        int asked = says(one, "jdbc:postgresql://127.0.0.1/app", null);
        assertThat(one.answer(asked, RegisterRMResponse.class).identified()).isFalse();

        seata.hangsUp();
        int again = says(one, "jdbc:postgresql://127.0.0.1/app", null);
        assertThat(one.answer(again, RegisterRMResponse.class).identified()).isTrue();
    }

    @Test
    void aMissingMarkIsNotMadeAgainWhileBranchesWaitForIt() {
        Peer one = marked(scene, "shop", NAME, ONE);
        String xid = teller.begins();
        joins(one, xid, NAME, ONE, "t:1");

        int asked = says(one, NAME, null);
        assertThat(one.answer(asked, RegisterRMResponse.class).identified()).isFalse();
        assertThat(one.answerTo(asked).orElseThrow().head().get(Extensions.REASON))
                .contains("assent resource adopt " + NAME, xid);
        teller.commits(xid);
        one.does(one.takeOrder());

        assertThat(one.answer(says(one, NAME, null), RegisterRMResponse.class).identified())
                .isTrue();
    }

    @Test
    void aNameThatSeatasClientsUseStaysThatDatabase() {
        scene.seata("shop").serves(NAME);
        marked(scene, "shop", NAME, ONE);
        Peer other = scene.assent("shop");

        Newcomer newcomer = newcomer(other, NAME, OTHER);

        assertThat(newcomer.isAccepted()).isFalse();
        assertThat(newcomer.reason()).startsWith("ASN-4112: ");
        assertThat(register(other, teller.begins(), NAME, OTHER, "t:1").result().msg())
                .startsWith("ASN-4112: ");
    }

    /** It was open before the clients of Seata connected, and ends, though no new work is taken. */
    @Test
    void whatIsOpenInADatabaseWhoseNameIsTakenEnds() {
        Peer other = marked(scene, "shop", NAME, OTHER);
        String xid = teller.begins();
        joins(other, xid, NAME, OTHER, "t:1");
        other.hangsUp();
        marked(scene, "shop", NAME, ONE);
        scene.seata("shop").serves(NAME);
        teller.commits(xid);

        Peer again = scene.assent("shop");
        assertThat(newcomer(again, NAME, OTHER).reason()).startsWith("ASN-4112: ");

        again.does(again.takeOrder());
        assertThat(teller.status(xid)).isEqualTo(GlobalStatus.COMMITTED);
    }

    /** A client names it still on a new connection, since it has not looked into the database again. */
    @Test
    void aMarkThatTheDatabaseHasLostDoesNotComeBack() {
        Peer first = marked(scene, "shop", NAME, ONE);
        Peer second = scene.assent("warehouse");
        DatabaseMark fresh = given(second, NAME);
        accepted(second, NAME, fresh);
        first.hangsUp();
        Peer again = scene.assent("shop");

        int asked = says(again, NAME, ONE);
        assertThat(register(again, teller.begins(), NAME, ONE, "t:1").result().msg())
                .startsWith("ASN-1506: ");
        pongs(again, ping(again), "");

        assertThat(again.answer(asked, RegisterRMResponse.class).identified()).isFalse();
        assertThat(again.answerTo(asked).orElseThrow().head().get(Extensions.REASON))
                .startsWith("ASN-4515: ")
                .contains(ONE.value(), fresh.value());
        assertThat(register(again, teller.begins(), NAME, ONE, "t:1").result().msg())
                .startsWith("ASN-4515: ");
        scene.seata("shop").serves(NAME);
        Newcomer real = newcomer(again, NAME, fresh);
        pongs(second, ping(second), real.word());
        assertThat(real.isAccepted()).isTrue();
    }

    /** The first one does not know yet that the mark is lost; to renew the database would leave its branches without it. */
    @Test
    void aDatabaseThatHasLostItsMarkIsNotTakenForACopy() {
        Peer first = marked(scene, "shop", NAME, ONE);
        joins(first, teller.begins(), NAME, ONE, "t:1");
        Peer again = scene.assent("shop");

        int asked = says(again, NAME, ONE);
        pongs(again, ping(again), "");

        assertThat(again.answerTo(asked).orElseThrow().head().get(Extensions.REASON))
                .startsWith("ASN-4515: ")
                .contains(ONE.value())
                .doesNotContain("renew", "stands for");
        assertThat(pings(first)).isEmpty();
        int without = says(again, NAME, null);
        assertThat(again.answerTo(without).orElseThrow().head().get(Extensions.REASON))
                .startsWith("ASN-4113: ")
                .contains("assent resource adopt " + NAME);
    }

    @Test
    void silenceIsNoProofOfAMark() {
        marked(scene, "shop", NAME, ONE).hangsUp();
        Peer other = scene.assent("shop");
        int asked = says(other, NAME, OTHER);

        scene.advance(Duration.ofSeconds(6));

        assertThat(other.answer(asked, RegisterRMResponse.class).identified()).isFalse();
        assertThat(scene.databases()).extracting(DatabaseView::mark).containsExactly("one");
    }

    /** It had the mark when it showed that. */
    @Test
    void aMarkIsShownAgainIfTheNameHasChangedMeanwhile() {
        marked(scene, "shop", NAME, ONE).hangsUp();
        Peer late = scene.assent("shop");
        int asked = says(late, NAME, OTHER);
        Frame write = ping(late);
        Peer quick = scene.assent("warehouse");
        DatabaseMark fresh = given(quick, NAME);
        accepted(quick, NAME, fresh);

        pongs(late, write, Extensions.nonceToWrite(write.head()).orElseThrow());
        pongs(late, ping(late), "");

        assertThat(late.answer(asked, RegisterRMResponse.class).identified()).isFalse();
        assertThat(scene.databases()).extracting(DatabaseView::mark).containsExactly(fresh.value());
    }

    /** Clients of Seata come between the answer and the registration of the new mark. */
    @Test
    void aNewMarkIsAcceptedThoughClientsOfSeatasHaveComeMeanwhile() {
        Peer one = marked(scene, "shop", NAME, ONE);
        DatabaseMark fresh = given(one, NAME);
        Peer seata = scene.seata("shop").serves(NAME);
        String xid = teller.begins();
        seata.joins(xid, NAME, "t:1");

        scene.powerLoss();
        scene.seata("shop").serves(NAME);
        Peer again = marked(scene, "shop", NAME, fresh);

        assertThat(isFree(again, NAME, fresh, "t:1")).isFalse();
    }
}
