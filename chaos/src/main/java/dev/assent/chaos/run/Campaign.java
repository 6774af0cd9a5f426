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
import dev.assent.demo.premises.ShopServices;
import dev.assent.demo.premises.Store;
import dev.assent.demo.process.RunDirectory;
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

/** The whole of it, once: start everything, buy and break until the time is over, mend, wait, audit. */
public final class Campaign {
    /** Transactions whose shop is gone shall not hold hot rows for long. */
    private static final String COORDINATOR_SETTINGS = """
            restart-grace-ms: 2000
            max-retry-ms: 2000
            """;

    private final long seed;
    private final Duration time;
    private final Consumer<String> news;
    private final Counts counts = new Counts();

    /** @param news told a line now and then */
    public Campaign(long seed, Duration time, Consumer<String> news) {
        this.seed = seed;
        this.time = time;
        this.news = news;
    }

    public Outcome on(DatabaseKind kind, RunDirectory run) throws InterruptedException, SQLException, IOException {
        news.accept("starting the databases, the coordinator, three services and two shops");
        Path settings = Files.writeString(run.path().resolve("coordinator.yaml"), COORDINATOR_SETTINGS);
        try (DatabaseServer server = kind.startForProcesses(run)) {
            Map<ProcessRole, Database> databases = furnish(server);
            Coordinator coordinator = Coordinator.start(run, List.of("--config", settings.toString()));
            try (Relays wires = new Relays(coordinator.port(), counts::happened);
                    ShopServices onlooker = onlooker(coordinator, databases, theirs(databases, wires))) {
                Workload workload = new Workload(seed);
                onlooker.fill(workload.plan(0));
                Ledger ledger = new Ledger();
                PurchaseQueue till = new PurchaseQueue(workload, onlooker, ledger);
                Processes cast = new Processes(run, coordinator, wires, theirs(databases, wires), word -> {
                    Attempt attempt = ledger.heard(word);
                    if (word.kind() == ShopEvent.Kind.ENDED) { // the others wait for a moment
                        till.feed(attempt.shop());
                    }
                });
                Nemesis nemesis = new Nemesis(new Faults(seed), cast, wires, ledger, till, counts, news);
                LoadPhase performance = new LoadPhase(cast, till, ledger, nemesis, onlooker, news);
                List<Finding> findings = new ArrayList<>(performance.run(time));
                wires.disarm();
                news.accept("no more faults; waiting until everything has ended, then reading the books");
                findings.addAll(new FinalAudit(onlooker, ledger).audit(workload, till.close()));
                return new Outcome(ledger, counts, findings, performance.lasted());
            }
        }
    }

    private static Map<ProcessRole, Database> furnish(DatabaseServer server) throws SQLException {
        Map<ProcessRole, Database> databases = new EnumMap<>(ProcessRole.class);
        for (ProcessRole player : ProcessRole.values()) {
            if (player.isService()) {
                Database database = server.create(player.toString());
                Store.furnish(database, player.toString());
                databases.put(player, database);
            }
        }
        return databases;
    }

    private static Map<ProcessRole, Database> theirs(Map<ProcessRole, Database> databases, Relays wires) {
        Map<ProcessRole, Database> theirs = new EnumMap<>(ProcessRole.class);
        databases.forEach((player, database) -> {
            wires.toDatabase(player).leadTo(database.port().orElseThrow());
            theirs.put(player, database.through(wires.toDatabase(player).port()));
        });
        return theirs;
    }

    private static ShopServices onlooker(
            Coordinator coordinator, Map<ProcessRole, Database> databases, Map<ProcessRole, Database> theirs)
            throws SQLException {
        return ShopServices.watch(
                named(databases), named(theirs), ShortTimeouts.of(ClientOptions.to(coordinator.address(), "onlooker")));
    }

    private static Function<String, Database> named(Map<ProcessRole, Database> databases) {
        return name -> databases.entrySet().stream()
                .filter(entry -> entry.getKey().toString().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
