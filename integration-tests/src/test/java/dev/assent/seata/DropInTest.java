package dev.assent.seata;

import static dev.assent.demo.database.DatabaseKind.MARIADB;
import static dev.assent.demo.database.DatabaseKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.process.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application that is written for Seata's starter, compiled unchanged against one starter: a shop on MariaDB that calls a
 * stock on PostgreSQL, with our coordinator. Every assertion holds on both starters.
 */
@ExtendWith(SharedServers.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class DropInTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunDirectory run = RunDirectory.create("assent-drop-in");
    private final Ledger accounts;
    private final Ledger pieces;
    private final DropInShop shop;
    private int rows;

    DropInTest(DatabaseServers servers, Starter starter) throws InterruptedException, SQLException, IOException {
        this.accounts = Ledger.open(servers.fresh(MARIADB));
        this.pieces = Ledger.open(servers.fresh(POSTGRES));
        Coordinator coordinator = Coordinator.start(run);
        Path classes = run.directory("classes");
        ShopSource.compile(Starter.application(), starter.classPath(), classes);
        String classPath = String.join(
                File.pathSeparator, classes.toString(), Starter.application().toString(), starter.classPath());
        DropInShop stock = DropInShop.launch(run, "stock", classPath, coordinator.address(), pieces.database())
                .await();
        this.shop = DropInShop.launch(
                        run,
                        "shop",
                        classPath,
                        coordinator.address(),
                        accounts.database(),
                        "--stock.url=" + stock.url())
                .await();
    }

    @AfterEach
    void nothingIsLeft() {
        await().atMost(PATIENCE).until(() -> accounts.openUndo() == 0 && pieces.openUndo() == 0);
    }

    @AfterAll
    void close() {
        accounts.close();
        pieces.close();
        run.close();
    }

    @Test
    void aPurchaseOverTwoServicesCommits() throws Exception {
        int row = newRow();

        assertThat(shop.does("buy", row)).isEqualTo("returned the same xid: true");

        assertThat(balances(row)).containsExactly("90 new", "110 new");
        assertThat(shop.does("events", row)).isEqualTo("returned beforeCommit afterCommit afterCompletion");
    }

    @Test
    void aPurchaseThatFailsIsRolledBackInBoth() throws Exception {
        int row = newRow();

        assertThat(shop.does("fail", row)).isEqualTo("threw BusinessException no money");

        assertThat(balances(row)).containsExactly("100 new", "100 new");
        assertThat(shop.does("events", row)).isEqualTo("returned beforeRollback afterRollback afterCompletion");
    }

    @Test
    void anExceptionThatIsNoReasonCommits() throws Exception {
        int row = newRow();

        assertThat(shop.does("buyWithoutMail", row)).isEqualTo("threw BusinessException no mail");

        assertThat(balances(row)).containsExactly("90 new", "100 new");
    }

    @Test
    void aTransactionOfItsOwnStays() throws Exception {
        int row = newRow();
        int noted = newRow();

        assertThat(shop.does("buyAndNote", row, noted)).isEqualTo("threw BusinessException no money");

        assertThat(balances(row)).containsExactly("100 new", "100 new");
        assertThat(balances(noted)).containsExactly("100 asked", "100 new");
    }

    @Test
    void whatMustNotBeInsideIsRefused() throws Exception {
        int row = newRow();

        assertThat(shop.does("buyOutside", row)).isEqualTo("threw");

        assertThat(balances(row)).containsExactly("100 new", "100 new");
    }

    @Test
    void theContextCanBeUnboundForAWhile() throws Exception {
        int row = newRow();
        int kept = newRow();

        assertThat(shop.does("context", row)).isEqualTo("returned true true null");
        assertThat(shop.does("buyAndKeep", row, kept)).isEqualTo("threw BusinessException bound: true");

        assertThat(balances(row)).containsExactly("100 new", "100 new");
        assertThat(balances(kept)).containsExactly("101 new", "100 new");
    }

    @Test
    void aTransactionBegunByHandIsEndedByHand() throws Exception {
        int row = newRow();

        assertThat(shop.does("byHandInVain", row)).isEqualTo("returned true Launcher Rollbacked null");
        assertThat(balances(row)).containsExactly("100 new", "100 new");
        assertThat(shop.does("byHand", row)).isEqualTo("returned true Launcher Committed null");
        assertThat(balances(row)).containsExactly("90 new", "110 new");
    }

    @Test
    void whatAnOpenTransactionHoldsIsNotReadUnderAGlobalLock() throws Exception {
        int row = newRow();

        assertThat(shop.does("begin", row)).isEqualTo("returned Begin true");
        assertThat(shop.does("settled", row)).isEqualTo("threw");
        assertThat(shop.does("addWhenSettled", row)).isEqualTo("threw");
        assertThat(shop.does("lockTemplate", row)).isEqualTo("threw");
        assertThat(balances(row)).containsExactly("90 new", "100 new");

        assertThat(shop.does("rollback", row)).isEqualTo("returned true Rollbacked");
        assertThat(shop.does("settled", row)).isEqualTo("returned 100");
        assertThat(shop.does("addWhenSettled", row)).isEqualTo("returned nothing");
        assertThat(shop.does("lockTemplate", row)).isEqualTo("returned 1");
        assertThat(balances(row)).containsExactly("101 new", "100 new");
    }

    @Test
    void aTransactionIsEndedByItsXid() throws Exception {
        int row = newRow();

        assertThat(shop.does("begin", row)).isEqualTo("returned Begin true");
        assertThat(shop.does("rollbackByXid", row)).isEqualTo("returned Rollbacked Launcher");

        assertThat(balances(row)).containsExactly("100 new", "100 new");
    }

    @Test
    void aTemplateSaysWhatHasBecomeOfItsTransaction() throws Exception {
        int row = newRow();

        assertThat(shop.does("template", row)).isEqualTo("returned bought");
        assertThat(balances(row)).containsExactly("90 new", "100 new");
        assertThat(shop.does("templateFails", row)).isEqualTo("returned RollbackDone no money Rollbacked");
        assertThat(balances(row)).containsExactly("90 new", "100 new");
        assertThat(shop.does("templateShrugs", row)).isEqualTo("threw IllegalStateException no mail");
        assertThat(balances(row)).containsExactly("80 new", "100 new");
    }

    /** 100 in each database, in a row that no other test uses. */
    private int newRow() throws SQLException {
        int id = ++rows;
        for (Ledger ledger : List.of(accounts, pieces)) {
            ledger.run("insert into account values (" + id + ", 100, 'new')");
        }
        return id;
    }

    private List<String> balances(int row) throws SQLException {
        return List.of(accounts.account(row), pieces.account(row));
    }
}
