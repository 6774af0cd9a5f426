package dev.assent.chaos.run;

import dev.assent.chaos.plan.Faults;
import dev.assent.chaos.plan.Player;
import dev.assent.chaos.plan.Workload;
import dev.assent.chaos.service.Haste;
import dev.assent.chaos.service.Word;
import dev.assent.client.ClientOptions;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.Database;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import dev.assent.demo.premises.Premises;
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
            Map<Player, Database> databases = furnish(server);
            Coordinator coordinator = Coordinator.start(run, List.of("--config", settings.toString()));
            try (Wires wires = new Wires(coordinator.port(), counts::happened);
                    Premises onlooker = onlooker(coordinator, databases, theirs(databases, wires))) {
                Workload workload = new Workload(seed);
                onlooker.fill(workload.plan(0));
                Ledger ledger = new Ledger();
                Till till = new Till(workload, onlooker, ledger);
                Cast cast = new Cast(run, coordinator, wires, theirs(databases, wires), word -> {
                    Attempt attempt = ledger.heard(word);
                    if (word.kind() == Word.Kind.ENDED) { // the others wait for a moment
                        till.feed(attempt.shop());
                    }
                });
                Nemesis nemesis = new Nemesis(new Faults(seed), cast, wires, ledger, till, counts, news);
                Performance performance = new Performance(cast, till, ledger, nemesis, onlooker, news);
                List<Finding> findings = new ArrayList<>(performance.run(time));
                wires.disarm();
                news.accept("no more faults; waiting until everything has ended, then reading the books");
                findings.addAll(new Closing(onlooker, ledger).audit(workload, till.close()));
                return new Outcome(ledger, counts, findings, performance.lasted());
            }
        }
    }

    private static Map<Player, Database> furnish(DatabaseServer server) throws SQLException {
        Map<Player, Database> databases = new EnumMap<>(Player.class);
        for (Player player : Player.values()) {
            if (player.isService()) {
                Database database = server.create(player.toString());
                Store.furnish(database, player.toString());
                databases.put(player, database);
            }
        }
        return databases;
    }

    private static Map<Player, Database> theirs(Map<Player, Database> databases, Wires wires) {
        Map<Player, Database> theirs = new EnumMap<>(Player.class);
        databases.forEach((player, database) -> {
            wires.toDatabase(player).leadTo(database.port().orElseThrow());
            theirs.put(player, database.through(wires.toDatabase(player).port()));
        });
        return theirs;
    }

    private static Premises onlooker(
            Coordinator coordinator, Map<Player, Database> databases, Map<Player, Database> theirs)
            throws SQLException {
        return Premises.watch(
                named(databases), named(theirs), Haste.of(ClientOptions.to(coordinator.address(), "onlooker")));
    }

    private static Function<String, Database> named(Map<Player, Database> databases) {
        return name -> databases.entrySet().stream()
                .filter(entry -> entry.getKey().toString().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
