package dev.assent.chaos.run;

import dev.assent.chaos.plan.Faults;
import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.plan.Workload;
import dev.assent.chaos.service.ShopEvent;
import dev.assent.chaos.service.ShortTimeouts;
import dev.assent.client.ClientOptions;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import dev.assent.demo.process.RunDirectory;
import dev.assent.demo.services.ShopServices;
import dev.assent.demo.services.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** One campaign: starts all processes, buys and injects faults until the time is over, repairs, waits, audits. */
public final class Campaign {
    /** Short times, so that a transaction of a killed shop does not hold rows for long. */
    private static final String COORDINATOR_SETTINGS = """
            restart-grace-ms: 2000
            max-retry-ms: 2000
            """;

    private final long seed;
    private final Duration time;
    private final Consumer<String> progress;
    private final Counts counts = new Counts();

    /** @param progress receives a line about the progress now and then */
    public Campaign(long seed, Duration time, Consumer<String> progress) {
        this.seed = seed;
        this.time = time;
        this.progress = progress;
    }

    public Outcome on(DatabaseKind kind, RunDirectory run) throws InterruptedException, SQLException, IOException {
        progress.accept("starting the databases, the coordinator, three services and two shops");
        Path settings = Files.writeString(run.path().resolve("coordinator.yaml"), COORDINATOR_SETTINGS);
        try (DatabaseServer server = kind.startForProcesses(run)) {
            Map<ProcessRole, Database> databases = createTables(server);
            Coordinator coordinator = Coordinator.start(run, List.of("--config", settings.toString()));
            try (Relays relays = new Relays(coordinator.port(), counts::happened);
                    ShopServices observer = observer(coordinator, databases, theirs(databases, relays))) {
                Workload workload = new Workload(seed);
                observer.fill(workload.plan(0));
                Ledger ledger = new Ledger();
                PurchaseQueue queue = new PurchaseQueue(workload, observer, ledger);
                Processes processes = new Processes(run, coordinator, relays, theirs(databases, relays), word -> {
                    Attempt attempt = ledger.heard(word);
                    if (word.kind()
                            == ShopEvent.Kind.ENDED) { // after the other events the next purchase waits for a moment
                        queue.feed(attempt.shop());
                    }
                });
                Nemesis nemesis = new Nemesis(new Faults(seed), processes, relays, ledger, queue, counts, progress);
                LoadPhase load = new LoadPhase(processes, queue, ledger, nemesis, observer, progress);
                List<Finding> findings = new ArrayList<>(load.run(time));
                relays.disarm();
                progress.accept("no more faults; waiting until all transactions have ended, then auditing");
                findings.addAll(new FinalAudit(observer, ledger).audit(workload, queue.close()));
                return new Outcome(ledger, counts, findings, load.lasted());
            }
        }
    }

    private static Map<ProcessRole, Database> createTables(DatabaseServer server) throws SQLException {
        Map<ProcessRole, Database> databases = new EnumMap<>(ProcessRole.class);
        for (ProcessRole role : ProcessRole.values()) {
            if (role.isService()) {
                Database database = server.create(role.toString());
                Store.createTables(database, role.toString());
                databases.put(role, database);
            }
        }
        return databases;
    }

    private static Map<ProcessRole, Database> theirs(Map<ProcessRole, Database> databases, Relays relays) {
        Map<ProcessRole, Database> theirs = new EnumMap<>(ProcessRole.class);
        databases.forEach((role, database) -> {
            relays.toDatabase(role).forwardTo(database.port().orElseThrow());
            theirs.put(role, database.through(relays.toDatabase(role).port()));
        });
        return theirs;
    }

    private static ShopServices observer(
            Coordinator coordinator, Map<ProcessRole, Database> databases, Map<ProcessRole, Database> theirs)
            throws SQLException {
        return ShopServices.watch(
                named(databases), named(theirs), ShortTimeouts.of(ClientOptions.to(coordinator.address(), "observer")));
    }

    private static Function<String, Database> named(Map<ProcessRole, Database> databases) {
        return name -> databases.entrySet().stream()
                .filter(entry -> entry.getKey().toString().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
