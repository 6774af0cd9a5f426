package dev.assent.benchmarks;

import dev.assent.benchmarks.Benchmarks.Effort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Seata's own client, unchanged, with our coordinator and with Seata's server in three settings, in turns; each pair of
 * client and server runs in processes of its own, all at the same time. The result is the median of the rounds by
 * settled transactions.
 */
final class SeataBenchmark {
    private static final int CALLERS = 32;
    private static final int WARM_UP_MILLIS = 1000;
    private static final int FIRST_WARM_UP_MILLIS = 10_000;
    private static final int[] BRANCHES = {1, 3};
    private static final List<String> MERGING_OFF = List.of("-Dtransport.enableRmClientBatchSendRequest=false");

    private final Effort effort;
    private final Targets targets;
    private final Map<String, SeataRow> medians = new LinkedHashMap<>();

    private SeataBenchmark(Effort effort, Targets targets) {
        this.effort = effort;
        this.targets = targets;
    }

    static void run(Effort effort, Targets targets) throws Exception {
        SeataBenchmark benchmark = new SeataBenchmark(effort, targets);
        try (ComparedServers opponents = ComparedServers.start()) {
            benchmark.measure(opponents, true);
        }
        try (ComparedServers opponents = ComparedServers.start()) {
            benchmark.measure(opponents, false);
        }
        benchmark.compare();
    }

    private void measure(ComparedServers opponents, boolean merging) throws Exception {
        Map<String, ServerProcess> clients = new LinkedHashMap<>();
        try {
            for (ComparedServers.Server server : opponents.all()) {
                clients.put(
                        server.name(),
                        ServerProcess.start(Installation.seataClient(
                                merging ? List.of() : MERGING_OFF, server.address(), server.pid())));
            }
            for (ServerProcess client : clients.values()) {
                client.ask(load(1, FIRST_WARM_UP_MILLIS, 1000));
            }
            System.out.println(SeataRow.HEAD);
            for (int branches : BRANCHES) {
                rounds(clients, merging, branches);
            }
        } finally {
            clients.values().forEach(ServerProcess::close);
        }
    }

    private void rounds(Map<String, ServerProcess> clients, boolean merging, int branches) throws Exception {
        Map<String, List<SeataRow>> rows = new LinkedHashMap<>();
        for (int round = 0; round < effort.rounds(); round++) {
            for (Map.Entry<String, ServerProcess> client : clients.entrySet()) {
                String answer = client.getValue().ask(load(branches, WARM_UP_MILLIS, effort.seconds() * 1000));
                rows.computeIfAbsent(client.getKey(), first -> new ArrayList<>())
                        .add(SeataRow.parse(answer));
            }
        }
        rows.forEach((server, all) -> {
            all.sort(Comparator.comparingDouble(SeataRow::settled));
            SeataRow median = all.get(all.size() / 2);
            medians.put(key(server, merging, branches), median);
            System.out.println(median.line(key(server, merging, branches)));
        });
    }

    private static String load(int branches, int warmUpMillis, int countedMillis) {
        return CALLERS + " " + branches + " " + warmUpMillis + " " + countedMillis;
    }

    private static String key(String server, boolean merging, int branches) {
        return server + ", merging " + (merging ? "on" : "off") + ", k=" + branches;
    }

    private void compare() {
        for (boolean merging : new boolean[] {true, false}) {
            for (int branches : BRANCHES) {
                compare(merging, branches);
            }
        }
    }

    private void compare(boolean merging, int branches) {
        SeataRow ours = row(ComparedServers.OURS, merging, branches);
        String setting = "merging " + (merging ? "on" : "off") + ", k=" + branches + ": ";
        targets.atLeast(
                setting + "settled, of file store at INFO", 2, times(ours, ComparedServers.INFO, merging, branches));
        double warn = times(ours, ComparedServers.WARN, merging, branches);
        String atWarn = setting + "settled, of file store at WARN";
        if (merging || ours.clientShare() < 0.6) {
            targets.atLeast(atWarn, merging ? 2 : 1.5, warn);
        } else {
            targets.atLeast(
                    String.format(Locale.ROOT, "%s (%.2f): client's share of the CPU", atWarn, warn),
                    0.6,
                    ours.clientShare());
        }
        targets.atLeast(
                setting + "settled, of durable file-sync store",
                3,
                times(ours, ComparedServers.SYNC, merging, branches));
        if (branches == 1) {
            targets.atMost(setting + "server CPU, us per transaction", 50, ours.serverMicros());
        }
        targets.atLeast(setting + "phase two done when the load stops, %", 95, 100 * ours.deliveredAtStop());
        targets.atMost(setting + "phase two drained, s", 1, ours.drainSeconds());
        targets.atMost(setting + "99.9th percentile, of median", 10, ours.p999() / ours.p50());
        targets.atMost(setting + "errors", 0, ours.errors());
    }

    private double times(SeataRow ours, String server, boolean merging, int branches) {
        return ours.settled() / row(server, merging, branches).settled();
    }

    private SeataRow row(String server, boolean merging, int branches) {
        SeataRow row = medians.get(key(server, merging, branches));
        if (row == null) {
            throw new IllegalStateException("Expected a measurement of " + key(server, merging, branches));
        }
        return row;
    }
}
