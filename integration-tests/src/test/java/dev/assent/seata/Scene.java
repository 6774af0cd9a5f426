package dev.assent.seata;

import static org.awaitility.Awaitility.await;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.databases.DatabaseServers;
import dev.assent.demo.audit.HeldRows;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.seata.Shop.Wishes;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Our coordinator, two databases, and two applications on one release of Seata's client. */
final class Scene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    static final TransactionOptions PLAIN = TransactionOptions.named("ours");
    private static final int MANY = 2000;
    private static final int FEW = 3;

    private final RunDirectory run = RunDirectory.create("assent-seata");
    private final SeataVersion version;
    private final Coordinator coordinator;
    private final Map<DatabaseKind, Ledger> ledgers = new EnumMap<>(DatabaseKind.class);
    private final Map<DatabaseKind, Service> services = new EnumMap<>(DatabaseKind.class);
    private final AssentClient client;
    private final Shop patient;
    private final Shop hasty;
    private final AtomicInteger rows = new AtomicInteger();

    Scene(DatabaseServers servers, SeataVersion version) throws InterruptedException, SQLException, IOException {
        this.version = version;
        this.coordinator = Coordinator.start(run);
        Database maria = servers.fresh(DatabaseKind.MARIADB);
        Database postgres = servers.fresh(DatabaseKind.POSTGRES);
        this.client = AssentClient.connect(ClientOptions.to(coordinator.address(), "ours"));
        for (Database database : List.of(maria, postgres)) {
            Ledger ledger = Ledger.open(database);
            ledgers.put(database.kind(), ledger);
            if (version.playsSagas()) {
                SagaTables.create(ledger);
            }
            services.put(database.kind(), Service.on(ledger, client));
        }
        Path classes = run.directory("classes");
        ShopSource.compile(version, classes);
        this.patient = Shop.open(
                run,
                "patient",
                version,
                classes,
                coordinator.address(),
                new Wishes(maria, postgres, maria, true, MANY));
        this.hasty = Shop.open(
                run,
                "hasty",
                version,
                classes,
                coordinator.address(),
                new Wishes(maria, postgres, postgres, false, FEW));
    }

    /** Merges its requests, waits long for a row, reserves in MariaDB. */
    Shop patient() {
        return patient;
    }

    /** Sends each request by itself, gives up a row soon, reserves in PostgreSQL. */
    Shop hasty() {
        return hasty;
    }

    List<Shop> shops() {
        return List.of(patient, hasty);
    }

    SeataVersion version() {
        return version;
    }

    Coordinator coordinator() {
        return coordinator;
    }

    Ledger ledger(DatabaseKind kind) {
        return Objects.requireNonNull(ledgers.get(kind));
    }

    /** A service of ours on the same database. */
    Service service(DatabaseKind kind) {
        return Objects.requireNonNull(services.get(kind));
    }

    GlobalTransactions transactions() {
        return new GlobalTransactions(client);
    }

    /** A row with 100 in each database, which no other test uses. */
    int newRow() throws SQLException {
        int id = rows.incrementAndGet();
        for (Ledger ledger : ledgers.values()) {
            ledger.run("insert into account values (" + id + ", 100, 'new')");
        }
        return id;
    }

    GlobalStatus status(Xid xid) {
        return client.status(xid);
    }

    /** Whether Seata's client holds it. */
    boolean isHeld(DatabaseKind kind, int row) {
        return !seatas(kind).among(List.of((long) row)).isEmpty();
    }

    private HeldRows seatas(DatabaseKind kind) {
        return new HeldRows(client, version.url(ledger(kind).database()), "account");
    }

    /** Phase two is over: no undo row is left, and no lock. */
    void awaitRest() {
        await("phase two of " + version).atMost(PATIENCE).until(this::isAtRest);
    }

    private boolean isAtRest() throws SQLException {
        List<Long> all = LongStream.rangeClosed(1, rows.get()).boxed().toList();
        for (DatabaseKind kind : ledgers.keySet()) {
            if (ledger(kind).openUndo() != 0
                    || !seatas(kind).among(all).isEmpty()
                    || service(kind).holdsAnyUpTo(rows.get())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        client.close();
        ledgers.values().forEach(Ledger::close);
        run.close();
    }
}
