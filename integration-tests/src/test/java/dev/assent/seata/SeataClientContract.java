package dev.assent.seata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import dev.assent.demo.database.DatabaseKind;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** AT: what an application on Seata's client may expect of our coordinator, whatever the release. */
@ExtendWith(SharedServers.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class SeataClientContract {
    private final Scene scene;

    SeataClientContract(DatabaseServers servers, SeataVersion version)
            throws SQLException, IOException, InterruptedException {
        this.scene = new Scene(servers, version);
    }

    @AfterEach
    void nothingIsLeft() {
        scene.awaitRest();
    }

    @AfterAll
    void close() {
        scene.close();
    }

    @Test
    void commitsOverTwoDatabases() throws Exception {
        int row = scene.newRow();
        Session buyer = scene.patient().session("commit");
        buyer.begin();
        buyer.does("sql", "at.maria", "update account set balance = balance - 30, note = 'a' where id = " + row);
        buyer.does("sql", "at.postgres", "update account set balance = balance + 30, note = 'b' where id = " + row);
        assertThat(scene.isHeld(DatabaseKind.MARIADB, row)).isTrue();
        assertThat(scene.isHeld(DatabaseKind.POSTGRES, row)).isTrue();
        assertThat(buyer.does("return")).isEqualTo("returned");
        assertThat(scene.ledger(DatabaseKind.MARIADB).account(row)).isEqualTo("70 a");
        assertThat(scene.ledger(DatabaseKind.POSTGRES).account(row)).isEqualTo("130 b");
    }

    @Test
    void rollsBackOverTwoDatabases() throws Exception {
        int row = scene.newRow();
        int gone = scene.newRow();
        Session buyer = scene.hasty().session("rollback");
        buyer.begin();
        for (String database : new String[] {"at.maria", "at.postgres"}) {
            buyer.does("sql", database, "update account set balance = 0, note = null where id = " + row);
            buyer.does(
                    "sql",
                    database,
                    "delete from account where id = " + gone,
                    "insert into account values (" + (1000 + row) + ", 5, 'x')");
        }
        assertThat(scene.isHeld(DatabaseKind.MARIADB, row)).isTrue();
        assertThat(scene.isHeld(DatabaseKind.POSTGRES, gone)).isTrue();
        assertThat(buyer.fails("throw")).contains("the business says no");
        for (DatabaseKind kind : new DatabaseKind[] {DatabaseKind.MARIADB, DatabaseKind.POSTGRES}) {
            assertThat(scene.ledger(kind).account(row)).isEqualTo("100 new");
            assertThat(scene.ledger(kind).account(gone)).isEqualTo("100 new");
            assertThat(scene.ledger(kind).account(1000 + row)).isEqualTo("none");
        }
    }
}
