package dev.assent.seata;

import static dev.assent.demo.database.DatabaseKind.MARIADB;
import static dev.assent.demo.database.DatabaseKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The coordinator dies by SIGKILL in the middle of things and comes back. */
interface RestartContract {
    Scene scene();

    @Test
    default void openTransactionsGoOnAfterACrashOfTheCoordinator() throws Exception {
        int bought = scene().newRow();
        int returned = scene().newRow();
        Session buyer = scene().patient().session("buyer");
        Session doubter = scene().hasty().session("doubter");
        Session empty = scene().hasty().session("empty");
        buyer.begin();
        buyer.does("sql", "at.maria", "update account set balance = 50 where id = " + bought);
        doubter.begin();
        doubter.does("sql", "at.postgres", "update account set balance = 50 where id = " + returned);
        empty.begin();

        scene().coordinator().kill();
        scene().coordinator().restart();

        assertThat(scene().isHeld(MARIADB, bought)).isTrue();
        assertThat(scene().isHeld(POSTGRES, returned)).isTrue();
        buyer.does("sql", "at.postgres", "update account set balance = 50 where id = " + bought);
        buyer.does("return");
        doubter.does("sql", "at.maria", "update account set balance = 50 where id = " + returned);
        doubter.fails("throw");
        assertThat(scene().ledger(MARIADB).account(bought)).isEqualTo("50 new");
        assertThat(scene().ledger(POSTGRES).account(bought)).isEqualTo("50 new");
        assertThat(scene().ledger(MARIADB).account(returned)).isEqualTo("100 new");
        assertThat(scene().ledger(POSTGRES).account(returned)).isEqualTo("100 new");
        assertThatItThrowsWhereTheClientListens(empty.send("return").answer());
    }

    /** What had no branch is unknown after the crash; releases before 1.7 take that for success. */
    private void assertThatItThrowsWhereTheClientListens(Answer answer) {
        if (scene().version().saysThatItWasTooLate()) {
            assertThat(answer.ok()).as(answer.text()).isFalse();
        } else {
            assertThat(answer).isEqualTo(new Answer(true, "returned"));
        }
    }
}
