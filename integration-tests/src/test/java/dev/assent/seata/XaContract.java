package dev.assent.seata;

import static dev.assent.demo.database.DatabaseKind.MARIADB;
import static dev.assent.demo.database.DatabaseKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.database.DatabaseKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** XA mode: the databases hold what is prepared until the coordinator says what becomes of it. */
interface XaContract {
    Scene scene();

    @Test
    default void xaCommitsOverTwoDatabases() throws Exception {
        for (Shop shop : scene().shops()) {
            int row = scene().newRow();
            Session buyer = shop.session("xa");
            buyer.begin();
            prepare(buyer, row);
            buyer.does("return");
            for (DatabaseKind kind : List.of(MARIADB, POSTGRES)) {
                assertThat(scene().ledger(kind).account(row)).isEqualTo("60 xa");
                assertThat(scene().ledger(kind).prepared()).isEqualTo("none");
            }
        }
    }

    @Test
    default void xaRollsBackOverTwoDatabases() throws Exception {
        for (Shop shop : scene().shops()) {
            int row = scene().newRow();
            Session buyer = shop.session("xa");
            buyer.begin();
            prepare(buyer, row);
            buyer.fails("throw");
            for (DatabaseKind kind : List.of(MARIADB, POSTGRES)) {
                assertThat(scene().ledger(kind).account(row)).isEqualTo("100 new");
                assertThat(scene().ledger(kind).prepared()).isEqualTo("none");
            }
        }
    }

    private void prepare(Session buyer, int row) throws Exception {
        for (String database : List.of("xa.maria", "xa.postgres")) {
            buyer.does(
                    "sql",
                    database,
                    "update account set balance = balance - 40 where id = " + row,
                    "update account set note = 'xa' where id = " + row);
        }
        for (DatabaseKind kind : List.of(MARIADB, POSTGRES)) {
            assertThat(scene().ledger(kind).account(row)).isEqualTo("100 new");
            assertThat(scene().ledger(kind).prepared()).isNotEqualTo("none");
        }
    }
}
