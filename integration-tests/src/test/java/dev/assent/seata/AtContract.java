package dev.assent.seata;

import static dev.assent.demo.database.DatabaseKind.MARIADB;
import static dev.assent.demo.database.DatabaseKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.demo.database.DatabaseKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AT mode, as an application on Seata's client uses it. */
interface AtContract {
    List<DatabaseKind> BOTH = List.of(MARIADB, POSTGRES);
    Duration PATIENCE = Duration.ofSeconds(60);

    Scene scene();

    @Test
    default void commitsOverTwoDatabases() throws Exception {
        for (Shop shop : scene().shops()) {
            int row = scene().newRow();
            Session buyer = shop.session("commit");
            buyer.begin();
            buyer.does("sql", "at.maria", "update account set balance = balance - 30, note = 'a' where id = " + row);
            buyer.does("sql", "at.postgres", "update account set balance = balance + 30, note = 'b' where id = " + row);
            assertThat(scene().isHeld(MARIADB, row)).isTrue();
            assertThat(scene().isHeld(POSTGRES, row)).isTrue();
            assertThat(buyer.does("return")).isEqualTo("returned");
            assertThat(scene().ledger(MARIADB).account(row)).isEqualTo("70 a");
            assertThat(scene().ledger(POSTGRES).account(row)).isEqualTo("130 b");
        }
    }

    @Test
    default void rollsBackOverTwoDatabases() throws Exception {
        for (Shop shop : scene().shops()) {
            int row = scene().newRow();
            int deleted = scene().newRow();
            int inserted = 1000 + row;
            Session buyer = shop.session("rollback");
            buyer.begin();
            for (String database : List.of("at.maria", "at.postgres")) {
                buyer.does("sql", database, "update account set balance = 0, note = null where id = " + row);
                buyer.does(
                        "sql",
                        database,
                        "delete from account where id = " + deleted,
                        "insert into account values (" + inserted + ", 5, 'x')");
            }
            assertThat(scene().ledger(MARIADB).account(inserted)).isEqualTo("5 x");
            assertThat(scene().isHeld(MARIADB, row)).isTrue();
            assertThat(scene().isHeld(POSTGRES, deleted)).isTrue();
            assertThat(buyer.fails("throw")).contains("RollbackDone", "the business says no");
            for (DatabaseKind kind : BOTH) {
                assertThat(scene().ledger(kind).account(row)).isEqualTo("100 new");
                assertThat(scene().ledger(kind).account(deleted)).isEqualTo("100 new");
                assertThat(scene().ledger(kind).account(inserted)).isEqualTo("none");
            }
        }
    }

    @Test
    default void twoServicesShareATransaction() throws Exception {
        int row = scene().newRow();
        Session caller = scene().patient().session("caller");
        Session called = scene().hasty().session("called");
        String xid = caller.begin();
        caller.does("sql", "at.maria", "update account set balance = 1 where id = " + row);
        called.does("join", xid);
        called.does("sql", "at.maria", "update account set balance = 2 where id = " + row);
        called.does("sql", "at.postgres", "update account set balance = 2 where id = " + row);
        called.does("return");
        caller.fails("throw");
        assertThat(scene().ledger(MARIADB).account(row)).isEqualTo("100 new");
        assertThat(scene().ledger(POSTGRES).account(row)).isEqualTo("100 new");
    }

    @Test
    default void aHeldRowIsWaitedForOrGivenUp() throws Exception {
        for (DatabaseKind kind : BOTH) {
            int row = scene().newRow();
            Session holder = scene().patient().session("holder");
            Session waiter = scene().patient().session("waiter");
            Session hasty = scene().hasty().session("hasty");
            String spend = "update account set balance = balance - 10 where id = " + row;
            holder.begin();
            holder.does("sql", at(kind), spend);
            waiter.begin();
            waiter.send("sql", at(kind), spend);

            hasty.begin();
            assertThat(hasty.fails("sql", at(kind), spend)).contains("LockWaitTimeoutException");
            hasty.fails("throw");
            assertThat(waiter.isQuiet()).isTrue();
            assertThat(scene().ledger(kind).account(row)).isEqualTo("90 new");

            holder.does("return");
            assertThat(waiter.answer()).isEqualTo(new Answer(true, "1"));
            waiter.does("return");
            assertThat(scene().ledger(kind).account(row)).isEqualTo("80 new");
        }
    }

    @Test
    default void aGlobalLockReadSeesNothingThatMayBeTakenBack() throws Exception {
        for (DatabaseKind kind : BOTH) {
            int row = scene().newRow();
            Session holder = scene().patient().session("holder");
            Session reader = scene().hasty().session("reader");
            Session waiting = scene().patient().session("waiting");
            String read = "select balance from account where id = " + row + " for update";
            holder.begin();
            holder.does("sql", at(kind), "update account set balance = 7 where id = " + row);
            reader.does("globalLock");
            assertThat(reader.fails("sql", at(kind), read)).contains("LockWaitTimeoutException");
            assertThat(reader.fails("sql", at(kind), "update account set balance = 8 where id = " + row))
                    .contains("LockWaitTimeoutException");
            waiting.does("globalLock");
            waiting.send("sql", at(kind), read);
            assertThat(reader.fails("sql", at(kind), read)).contains("LockWaitTimeoutException");
            assertThat(waiting.isQuiet()).isTrue();
            holder.fails("throw");
            assertThat(waiting.answer()).isEqualTo(new Answer(true, "100"));
            assertThat(reader.does("sql", at(kind), read)).isEqualTo("100");
            waiting.does("return");
            reader.does("return");
        }
    }

    /** A release before 1.6 takes any answer for success; later releases must throw. */
    @Test
    default void whatLastsTooLongIsRolledBack() throws Exception {
        int row = scene().newRow();
        Session slow = scene().patient().session("slow");
        slow.does("begin", "1000");
        for (DatabaseKind kind : BOTH) {
            slow.does("sql", at(kind), "update account set balance = 0 where id = " + row);
        }
        for (DatabaseKind kind : BOTH) {
            await().atMost(PATIENCE)
                    .until(() -> scene().ledger(kind).account(row).equals("100 new"));
        }
        slow.fails("sql", "at.maria", "update account set balance = 0 where id = " + row);
        assertThatItThrowsWhereTheClientListens(slow.send("return").answer());
        assertThat(scene().ledger(MARIADB).account(row)).isEqualTo("100 new");
    }

    @Test
    default void whatSomebodyElseRolledBackIsNotCommitted() throws Exception {
        int row = scene().newRow();
        Session buyer = scene().hasty().session("buyer");
        String xid = buyer.begin();
        buyer.does("sql", "at.postgres", "update account set balance = 0 where id = " + row);
        scene().patient().session("spoiler").does("rollback", xid);
        assertThat(scene().ledger(POSTGRES).account(row)).isEqualTo("100 new");
        assertThatItThrowsWhereTheClientListens(buyer.send("return").answer());
    }

    private void assertThatItThrowsWhereTheClientListens(Answer answer) {
        if (scene().version().saysThatItWasTooLate()) {
            assertThat(answer.ok()).as(answer.text()).isFalse();
        } else {
            assertThat(answer).isEqualTo(new Answer(true, "returned"));
        }
    }

    private static String at(DatabaseKind kind) {
        return kind == MARIADB ? "at.maria" : "at.postgres";
    }
}
