package dev.assent.benchmarks;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One measurement under Seata's client.
 *
 * @param perSecond transactions acknowledged, in the counted time
 * @param settled transactions a second whose phase two is done too, from the start of the load to the end of phase two
 * @param deliveredAtStop share of the branches whose outcome had been delivered when the load stopped
 * @param p50 of one transaction, in microseconds
 */
record SeataRow(
        double perSecond,
        double settled,
        double serverMicros,
        double clientShare,
        double deliveredAtStop,
        double drainSeconds,
        double p50,
        double p99,
        double p999,
        double errors) {
    static final String HEAD = String.format(
            "%-36s | %8s %8s | %9s %8s | %11s %7s | %7s %7s %8s | %6s",
            "",
            "tx/s",
            "settled",
            "server us",
            "client %",
            "delivered %",
            "drain s",
            "p50 us",
            "p99 us",
            "p99.9 us",
            "errors");

    static SeataRow parse(String line) {
        Values values = new Values(new HashMap<>());
        for (String pair : line.split(" ", -1)) {
            String[] both = pair.split("=", 2);
            values.byName.put(both[0], Double.parseDouble(both[1]));
        }
        double client = values.get("clientCpu");
        double server = values.get("serverCpu");
        return new SeataRow(
                values.get("perSecond"),
                values.get("settled"),
                server * 1e6 / values.get("transactions"),
                client / (client + server),
                values.get("deliveredAtStop"),
                values.get("drainSeconds"),
                values.get("p50"),
                values.get("p99"),
                values.get("p999"),
                values.get("errors") + values.get("undelivered"));
    }

    String line(String name) {
        return String.format(
                Locale.ROOT,
                "%-36s | %8.0f %8.0f | %9.1f %8.0f | %11.1f %7.2f | %7.0f %7.0f %8.0f | %6.0f",
                name,
                perSecond,
                settled,
                serverMicros,
                100 * clientShare,
                100 * deliveredAtStop,
                drainSeconds,
                p50,
                p99,
                p999,
                errors);
    }

    private record Values(Map<String, Double> byName) {
        double get(String name) {
            return Objects.requireNonNull(byName.get(name), name);
        }
    }
}
