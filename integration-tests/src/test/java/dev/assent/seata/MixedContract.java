package dev.assent.seata;

import static dev.assent.demo.database.DatabaseKind.MARIADB;
import static dev.assent.demo.database.DatabaseKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import dev.assent.client.XidContext.Scope;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.Xid;
import dev.assent.tm.Action;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * One service still on Seata's client, another on ours already, over the same databases and in the same transaction.
 */
interface MixedContract {
    Scene scene();

    @Test
    default void aServiceOfOursJoinsATransactionOfSeatas() throws Exception {
        for (boolean commit : new boolean[] {true, false}) {
            int row = scene().newRow();
            int other = scene().newRow();
            Session caller = scene().hasty().session("caller");
            Xid xid = new Xid(caller.begin());
            caller.does("sql", "at.postgres", "update account set balance = 60, note = 'theirs' where id = " + row);
            joining(xid, () -> {
                scene().service(POSTGRES).run("update account set balance = 70, note = 'ours' where id = " + other);
                scene().service(MARIADB).run("update account set balance = 70, note = 'ours' where id = " + other);
            });
            caller.does("sql", "at.maria", "update account set balance = 60, note = 'theirs' where id = " + row);
            if (commit) {
                caller.does("return");
            } else {
                caller.fails("throw");
            }
            assertThat(scene().ledger(MARIADB).account(row)).isEqualTo(commit ? "60 theirs" : "100 new");
            assertThat(scene().ledger(POSTGRES).account(row)).isEqualTo(commit ? "60 theirs" : "100 new");
            assertThat(scene().ledger(MARIADB).account(other)).isEqualTo(commit ? "70 ours" : "100 new");
            assertThat(scene().ledger(POSTGRES).account(other)).isEqualTo(commit ? "70 ours" : "100 new");
        }
    }

    @Test
    default void eachRespectsTheRowsOfTheOther() throws Exception {
        int theirs = scene().newRow();
        int ours = scene().newRow();
        Session holder = scene().hasty().session("holder");
        Session intruder = scene().hasty().session("intruder");
        Xid xid = new Xid(holder.begin());
        holder.does("sql", "at.postgres", spend(theirs));
        joining(xid, () -> scene().service(POSTGRES).run(spend(ours)));
        intruder.begin();
        assertThat(intruder.fails("sql", "at.postgres", spend(ours))).contains("LockWaitTimeoutException");
        assertThatThrownBy(() -> intrude(theirs)).hasCauseInstanceOf(TryAgain.class);
        intruder.fails("throw");
        holder.does("return");
        assertThat(scene().ledger(POSTGRES).account(theirs)).isEqualTo("90 new");
        assertThat(scene().ledger(POSTGRES).account(ours)).isEqualTo("90 new");
    }

    private static void joining(Xid xid, Action<SQLException> work) throws SQLException {
        Scope scope = XidContext.bind(xid);
        try {
            work.run();
        } finally {
            scope.close();
        }
    }

    private void intrude(int row) throws SQLException {
        scene().transactions().run(Scene.PLAIN, () -> scene().service(POSTGRES).runInHaste(spend(row)));
    }

    private static String spend(int row) {
        return "update account set balance = balance - 10 where id = " + row;
    }
}
