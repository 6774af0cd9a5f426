package dev.assent.seata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Seata's saga engine with our coordinator: with branches on MariaDB, without on PostgreSQL. */
interface SagaContract {
    Duration PATIENCE = Duration.ofSeconds(60);

    Scene scene();

    @Test
    default void aSagaSucceeds() throws Exception {
        for (Shop shop : scene().shops()) {
            String[] answer = run(shop, "buyOrUndo", "book");
            assertThat(answer).containsExactly(answer[0], "SU", "null");
            assertThat(done(shop, "reserve book")).isOne();
            assertThat(done(shop, "pay book")).isOne();
            awaitStatus(answer[0], GlobalStatus.COMMITTED);
        }
    }

    @Test
    default void aSagaIsUndone() throws Exception {
        for (Shop shop : scene().shops()) {
            trouble(shop, "pay pen");
            String[] answer = run(shop, "buyOrUndo", "pen");
            assertThat(answer).containsExactly(answer[0], "UN", "SU");
            assertThat(done(shop, "reserve pen")).isOne();
            assertThat(done(shop, "pay pen")).isZero();
            assertThat(done(shop, "release pen")).isOne();
            awaitStatus(answer[0], GlobalStatus.ROLLBACKED);
        }
    }

    @Test
    default void theCoordinatorHasAStepTriedAgain() throws Exception {
        for (Shop shop : scene().shops()) {
            trouble(shop, "pay cup");
            String[] answer = run(shop, "buyInTheEnd", "cup");
            assertThat(answer).containsExactly(answer[0], "UN", "null");
            assertThat(status(answer[0])).isIn(GlobalStatus.COMMITTING, GlobalStatus.COMMIT_RETRYING);
            heal(shop, "pay cup");
            await().atMost(PATIENCE).until(() -> done(shop, "pay cup") == 1);
            awaitStatus(answer[0], GlobalStatus.COMMITTED);
            assertThat(done(shop, "reserve cup")).isOne();
        }
    }

    @Test
    default void theCoordinatorHasAnUndoTriedAgainAlsoAfterItsCrash() throws Exception {
        for (Shop shop : scene().shops()) {
            trouble(shop, "pay hat");
            trouble(shop, "release hat");
            String[] answer = run(shop, "buyOrUndo", "hat");
            assertThat(answer).containsExactly(answer[0], "UN", "UN");
            scene().coordinator().kill();
            scene().coordinator().restart();
            assertThat(status(answer[0])).isIn(GlobalStatus.ROLLBACKING, GlobalStatus.ROLLBACK_RETRYING);
            heal(shop, "release hat");
            wake(shop, answer[0]);
            await().atMost(PATIENCE).until(() -> done(shop, "release hat") == 1);
            awaitStatus(answer[0], GlobalStatus.ROLLBACKED);
        }
    }

    private String[] run(Shop shop, String machine, String item) throws Exception {
        return shop.session("saga").does("saga", machine, item).split(" ", -1);
    }

    /** Its resource manager calls the coordinator again when it has something to ask, else within a minute. */
    private void wake(Shop shop, String xid) throws Exception {
        int row = scene().newRow();
        Session session = shop.session("wake");
        session.does("join", xid);
        session.does("sql", "at.postgres", "select balance from account where id = " + row + " for update");
        session.does("return");
    }

    private GlobalStatus status(String xid) {
        return scene().status(new Xid(xid));
    }

    private void awaitStatus(String xid, GlobalStatus status) {
        await().atMost(PATIENCE).until(() -> status(xid) == status);
    }

    private void trouble(Shop shop, String step) throws SQLException {
        ledger(shop).run("insert into trouble values ('" + step + "')");
    }

    private void heal(Shop shop, String step) throws SQLException {
        ledger(shop).run("delete from trouble where step = '" + step + "'");
    }

    private long done(Shop shop, String step) throws SQLException {
        return ledger(shop).number("select count(*) from done where step = '" + step + "'");
    }

    private Ledger ledger(Shop shop) {
        return scene().ledger(shop == scene().patient() ? DatabaseKind.MARIADB : DatabaseKind.POSTGRES);
    }
}
