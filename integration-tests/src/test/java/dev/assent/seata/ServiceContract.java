package dev.assent.seata;

import static dev.assent.demo.database.DatabaseKind.MARIADB;
import static dev.assent.demo.database.DatabaseKind.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.tm.Action;
import dev.assent.tm.GlobalTransaction;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Our client and data source, over databases whose undo log was made for Seata, with a coordinator of either make. */
@ExtendWith(SharedServers.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class ServiceContract {
    private static final TransactionOptions PAY = TransactionOptions.named("pay");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunDirectory run = RunDirectory.create("assent-seata");
    private final AssentClient client;
    private final GlobalTransactions transactions;
    private final Map<DatabaseKind, Ledger> ledgers = new EnumMap<>(DatabaseKind.class);
    private final Map<DatabaseKind, Service> services = new EnumMap<>(DatabaseKind.class);
    private final AtomicInteger rows = new AtomicInteger();

    ServiceContract(DatabaseServers servers, Start coordinator) throws SQLException, IOException, InterruptedException {
        this.client = AssentClient.connect(ClientOptions.to(coordinator.in(run), "service"));
        this.transactions = new GlobalTransactions(client);
        for (DatabaseKind kind : AtContract.BOTH) {
            Ledger ledger = Ledger.open(servers.fresh(kind));
            ledgers.put(kind, ledger);
            services.put(kind, Service.on(ledger, client));
        }
    }

    @AfterEach
    void nothingIsLeft() {
        await("phase two").atMost(PATIENCE).until(this::isAtRest);
    }

    private boolean isAtRest() throws SQLException {
        for (DatabaseKind kind : AtContract.BOTH) {
            if (ledger(kind).openUndo() != 0 || service(kind).holdsAnyUpTo(rows.get())) {
                return false;
            }
        }
        return true;
    }

    /** What the coordinator says of a transaction that it timed out and rolled back, when a commit comes. */
    abstract Class<? extends AssentException> answerToALateCommit();

    @AfterAll
    void close() {
        client.close();
        ledgers.values().forEach(Ledger::close);
        run.close();
    }

    @Test
    void commitsOverTwoDatabases() throws SQLException {
        int row = newRow();
        transactions.run(PAY, () -> {
            service(MARIADB).run("update account set balance = balance - 30 where id = " + row);
            service(POSTGRES).run("update account set balance = balance + 30 where id = " + row);
            assertThat(service(MARIADB).holds(row)).isTrue();
            assertThat(service(POSTGRES).holds(row)).isTrue();
        });
        assertThat(ledger(MARIADB).account(row)).isEqualTo("70 new");
        assertThat(ledger(POSTGRES).account(row)).isEqualTo("130 new");
    }

    @Test
    void rollsBackOverTwoDatabases() throws SQLException {
        int row = newRow();
        int deleted = newRow();
        int inserted = 1000 + row;
        assertThatThrownBy(() -> transactions.run(PAY, () -> {
                    for (DatabaseKind kind : AtContract.BOTH) {
                        service(kind).run("update account set balance = 0, note = null where id = " + row);
                        service(kind)
                                .run(
                                        "delete from account where id = " + deleted,
                                        "insert into account values (" + inserted + ", 5, 'x')");
                        assertThat(ledger(kind).account(inserted)).isEqualTo("5 x");
                    }
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no")
                .hasNoSuppressedExceptions();
        for (DatabaseKind kind : AtContract.BOTH) {
            assertThat(ledger(kind).account(row)).isEqualTo("100 new");
            assertThat(ledger(kind).account(deleted)).isEqualTo("100 new");
            assertThat(ledger(kind).account(inserted)).isEqualTo("none");
        }
    }

    @ParameterizedTest
    @EnumSource(value = DatabaseKind.class, names = "H2", mode = Mode.EXCLUDE)
    void aHeldRowIsWaitedForOrGivenUp(DatabaseKind kind) throws SQLException {
        int row = newRow();
        String spend = "update account set balance = balance - 10 where id = " + row;
        CompletableFuture<Void> waiter;
        try (GlobalTransaction holder = transactions.begin(PAY)) {
            service(kind).run(spend);
            waiter = CompletableFuture.runAsync(
                    () -> inATransaction(() -> service(kind).run(spend)));
            assertThatThrownBy(CompletableFuture.runAsync(
                            () -> inATransaction(() -> service(kind).runInHaste(spend)))::join)
                    .cause()
                    .hasCauseInstanceOf(TryAgain.class);
            assertThatThrownBy(CompletableFuture.runAsync(
                            () -> inATransaction(() -> service(kind).read(row)))::join)
                    .cause()
                    .hasCauseInstanceOf(TryAgain.class);
            assertThat(waiter).isNotDone();
            assertThat(holder.commit()).contains(Ending.COMMITTED);
        }
        waiter.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(ledger(kind).account(row)).isEqualTo("80 new");
    }

    @Test
    void whatLastsTooLongIsRolledBackAndTheLateCommitSaysSo() throws SQLException {
        int row = newRow();
        assertThatThrownBy(() -> transactions.run(PAY.withTimeout(Duration.ofSeconds(1)), () -> {
                    Xid xid = XidContext.current().orElseThrow();
                    service(MARIADB).run("update account set balance = 0 where id = " + row);
                    await("the time-out").atMost(PATIENCE).until(() -> client.status(xid) != GlobalStatus.BEGIN);
                    await("the undo")
                            .atMost(PATIENCE)
                            .until(() -> ledger(MARIADB).account(row).equals("100 new"));
                    await("the end").atMost(PATIENCE).until(() -> isOver(client.status(xid)));
                }))
                .isInstanceOf(answerToALateCommit());
        assertThat(ledger(MARIADB).account(row)).isEqualTo("100 new");
    }

    private static boolean isOver(GlobalStatus status) {
        return status == GlobalStatus.FINISHED || status == GlobalStatus.ROLLBACKED;
    }

    private void inATransaction(Action<SQLException> body) {
        try {
            transactions.run(PAY, body);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private int newRow() throws SQLException {
        int id = rows.incrementAndGet();
        for (Ledger ledger : ledgers.values()) {
            ledger.run("insert into account values (" + id + ", 100, 'new')");
        }
        return id;
    }

    private Ledger ledger(DatabaseKind kind) {
        return Objects.requireNonNull(ledgers.get(kind));
    }

    private Service service(DatabaseKind kind) {
        return Objects.requireNonNull(services.get(kind));
    }

    /** Starts a coordinator that ends with the run. */
    interface Start {
        /** @return {@code host:port} for clients */
        String in(RunDirectory run) throws IOException, InterruptedException;
    }
}
