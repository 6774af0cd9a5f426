package dev.assent.server.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalCommitResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalRollbackResponse;
import dev.assent.protocol.OutcomeCode;
import dev.assent.protocol.OutcomeDetail;
import org.junit.jupiter.api.Test;

/** A participant in which something has failed has the transaction rolled back, whoever began it. */
class RollbackOnlyTest {
    private final Scene scene = new Scene();
    private final Peer shop = scene.assent("shop");
    private final Peer stock = scene.assent("stock").serves("db");
    private final String xid = shop.begins();

    private int marks() {
        return stock.say(new GlobalRollbackRequest(xid, null), Extensions.rollbackOnly());
    }

    private OutcomeDetail outcomeOf(Peer peer, int request) {
        return OutcomeDetail.in(peer.answerTo(request).orElseThrow().head()).orElseThrow();
    }

    @Test
    void itIsAnsweredBeforeTheBranchesAreUndone() {
        stock.joins(xid, "db", "stock:1");
        int mark = marks();

        assertThat(stock.answer(mark, GlobalRollbackResponse.class).globalStatus())
                .isEqualTo(GlobalStatus.ROLLBACK_RETRYING);
        assertThat(outcomeOf(stock, mark)).isEqualTo(new OutcomeDetail(OutcomeCode.ROLLING_BACK, Cause.BRANCH, false));
    }

    @Test
    void theCommitOfTheClientThatBeganItIsRefused() {
        stock.joins(xid, "db", "stock:1");
        marks();
        stock.does(stock.takeOrder());
        int commit = shop.say(new GlobalCommitRequest(xid, null));

        assertThat(shop.answer(commit, GlobalCommitResponse.class).globalStatus())
                .isEqualTo(GlobalStatus.TIMEOUT_ROLLBACKED);
        assertThat(outcomeOf(shop, commit)).isEqualTo(new OutcomeDetail(OutcomeCode.ROLLED_BACK, Cause.BRANCH, false));
    }

    @Test
    void noBranchIsTakenAnyMore() {
        stock.joins(xid, "db", "stock:1");
        marks();

        assertThat(stock.joins(xid, BranchType.AT, "db", "stock:2").result().success())
                .isFalse();
    }

    @Test
    void whatIsCommittedStaysSo() {
        stock.joins(xid, "db", "stock:1");
        shop.commits(xid);

        assertThat(outcomeOf(stock, marks()).code().isCommit()).isTrue();
    }

    @Test
    void aTransactionThatIsNotKnownStaysSo() {
        int mark = stock.say(new GlobalRollbackRequest("elsewhere:1:7", null), Extensions.rollbackOnly());

        assertThat(outcomeOf(stock, mark).code()).isEqualTo(OutcomeCode.UNKNOWN);
    }
}
