package dev.assent.benchmarks;

import dev.assent.benchmarks.Benchmarks.Effort;
import dev.assent.benchmarks.at.AtLoad;
import dev.assent.benchmarks.at.AtRow;
import dev.assent.benchmarks.at.ShopTables;
import dev.assent.benchmarks.at.Ways;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.database.DatabaseServer;
import dev.assent.demo.process.RunDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Purchases over two databases: plainly, with the work of undo logging alone, by us, by Seata AT and by Narayana XA. Each
 * runs in a process of its own, warmed up, one after the other in each round. The result is the median of the rounds.
 */
final class AtBenchmark {
    private static final String SEATA = "Seata AT";
    private static final String NARAYANA = "Narayana XA";
    private static final List<String> WAYS = List.of(Ways.PLAIN, Ways.FLOOR, Ways.ASSENT, SEATA, NARAYANA);
    private static final List<String> LOCKING = List.of(Ways.ASSENT, SEATA);

    private static final int[] THREADS = {1, 8, 32};
    private static final int COMPARED = 32;
    private static final int WARM_UP_MILLIS = 9000;
    private static final int SETTLE_MILLIS = 1000;
    private static final long ORDERS_OF_A_ROUND = 100_000_000;

    private final DatabaseKind kind;
    private final Effort effort;
    private final Targets targets;
    private final Map<String, List<AtRow>> rows = new LinkedHashMap<>();

    private AtBenchmark(DatabaseKind kind, Effort effort, Targets targets) {
        this.kind = kind;
        this.effort = effort;
        this.targets = targets;
    }

    static void run(Effort effort, Targets targets) throws Exception {
        for (DatabaseKind kind : List.of(DatabaseKind.MARIADB, DatabaseKind.POSTGRES)) {
            new AtBenchmark(kind, effort, targets).measure();
        }
    }

    private void measure() throws Exception {
        try (RunDirectory run = RunDirectory.create("assent-benchmark");
                DatabaseServer server = kind.startForProcesses(run);
                ComparedServers coordinators = ComparedServers.forApplications()) {
            Map<String, ShopTables> tables = new LinkedHashMap<>();
            for (String way : WAYS) {
                String letters = way.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
                ShopTables made = new ShopTables(server.create(letters + "accounts"), server.create(letters + "shop"));
                made.create();
                tables.put(way, made);
            }
            for (int round = 0; round < effort.rounds(); round++) {
                for (Map.Entry<String, ShopTables> way : tables.entrySet()) {
                    measure(way.getKey(), way.getValue(), coordinators, round);
                }
            }
        }
        print();
    }

    private void measure(String way, ShopTables tables, ComparedServers coordinators, int round) throws Exception {
        String coordinator = coordinators.all().stream()
                .filter(server -> server.name().equals(way.equals(SEATA) ? ComparedServers.WARN : ComparedServers.OURS))
                .findFirst()
                .orElseThrow()
                .address();
        try (ServerProcess load = load(way, tables, coordinator, round)) {
            load.ask(line(COMPARED, WARM_UP_MILLIS, SETTLE_MILLIS, ShopTables.ROWS));
            for (int threads : THREADS) {
                note(way + ", " + threads + " threads", load, line(threads, ShopTables.ROWS), tables);
            }
            if (LOCKING.contains(way)) {
                note(way + ", one row, " + COMPARED + " threads", load, line(COMPARED, 1), tables);
            }
        }
        if (!tables.balance()) {
            throw new IllegalStateException("The books of " + way + " on " + kind + " do not balance");
        }
    }

    private static ServerProcess load(String way, ShopTables tables, String coordinator, int round) throws IOException {
        List<String> arguments = List.of(
                switch (way) {
                    case SEATA -> "dev.assent.benchmarks.seata.SeataTransactions";
                    case NARAYANA -> "dev.assent.benchmarks.narayana.NarayanaTransactions";
                    default -> way;
                },
                tables.accounts().url(),
                tables.shop().url(),
                tables.accounts().user(),
                coordinator,
                Integer.toString(COMPARED + 2),
                Long.toString(round * ORDERS_OF_A_ROUND));
        List<String> options = new ArrayList<>(
                List.of("-Xms1g", "-Xmx1g", "-Dlogback.configurationFile=dev/assent/benchmarks/at/logback.xml", "-cp"));
        options.add(
                switch (way) {
                    case SEATA -> Installation.peer("seata/at");
                    case NARAYANA -> Installation.peer("narayana");
                    default -> System.getProperty("java.class.path");
                });
        options.add(AtLoad.class.getName());
        options.addAll(arguments);
        return ServerProcess.start(options);
    }

    private void note(String name, ServerProcess load, String line, ShopTables tables) throws Exception {
        AtRow row = AtRow.parse(load.ask(line), tables.undoRows());
        rows.computeIfAbsent(name, first -> new ArrayList<>()).add(row);
    }

    private String line(int threads, int rowsOfTheTable) {
        return line(threads, SETTLE_MILLIS, effort.seconds() * 1000, rowsOfTheTable);
    }

    private static String line(int threads, int warmUpMillis, int countedMillis, int rowsOfTheTable) {
        return threads + " " + warmUpMillis + " " + countedMillis + " " + rowsOfTheTable;
    }

    private void print() {
        System.out.printf("%n%s%n%s%n", kind, AtRow.HEAD);
        rows.forEach((name, all) -> all.sort(Comparator.comparingDouble(AtRow::perSecond)));
        for (int threads : THREADS) {
            for (String way : WAYS) {
                print(way + ", " + threads + " threads", row(Ways.FLOOR, threads));
            }
        }
        for (String way : LOCKING) {
            print(way + ", one row, " + COMPARED + " threads", row(Ways.FLOOR, COMPARED));
        }
        compare();
    }

    private void print(String name, AtRow floor) {
        System.out.println(median(name).line(name, floor.perSecond()));
    }

    private void compare() {
        String on = kind + ", " + COMPARED + " threads: ";
        AtRow ours = row(Ways.ASSENT, COMPARED);
        AtRow floor = row(Ways.FLOOR, COMPARED);
        double seata = row(SEATA, COMPARED).perSecond();
        targets.atLeast(on + "purchases a second, of the floor", 0.75, ours.perSecond() / floor.perSecond());
        targets.atLeast(
                on + "purchases a second, of Seata AT",
                kind == DatabaseKind.MARIADB ? 4 : 2.4,
                ours.perSecond() / seata);
        targets.atMost(on + "CPU of the application, of the floor's", 1.5, ours.cpuMicros() / floor.cpuMicros());
        targets.atMost(on + "99th percentile, of the median", 4, ours.p99() / ours.p50());
        targets.atMost(on + "undo rows not dropped when the load stops, %", 1, ours.undoLeft());
        AtRow hot = median(Ways.ASSENT + ", one row, " + COMPARED + " threads");
        AtRow theirs = median(SEATA + ", one row, " + COMPARED + " threads");
        targets.atLeast(on + "one row, of Seata AT", 5, hot.perSecond() / theirs.perSecond());
        targets.atMost(on + "one row, slowest purchase, of the median", 20, hot.slowest() / hot.p50());
    }

    private AtRow row(String way, int threads) {
        return median(way + ", " + threads + " threads");
    }

    private AtRow median(String name) {
        List<AtRow> all = Objects.requireNonNull(rows.get(name), name);
        return all.get(all.size() / 2);
    }
}
