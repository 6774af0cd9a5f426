package dev.assent.benchmarks;

import dev.assent.benchmarks.Benchmarks.Effort;
import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Measures CPU and memory of the coordinator with many open transactions and with many connections. */
final class ScaleBenchmark {
    private static final int CALLERS = 32;
    private static final int[] OPEN = {1_000, 100_000, 1_000_000};
    private static final int CONNECTIONS = 10_000;
    private static final int CONNECTIONS_PER_PROCESS = 2_000;
    private static final int WARM_UP_SECONDS = 10;
    private static final double FLAT = 1.25;
    private static final Duration LONG = Duration.ofHours(6);

    private final Effort effort;
    private final Targets targets;
    private final ServerProcess coordinator;
    private final AssentClient client;
    private final AtomicLong rows = new AtomicLong();

    private ScaleBenchmark(Effort effort, Targets targets, ServerProcess coordinator, AssentClient client) {
        this.effort = effort;
        this.targets = targets;
        this.coordinator = coordinator;
        this.client = client;
    }

    static void run(Effort effort, Targets targets) throws Exception {
        try (WorkDirectory directory = WorkDirectory.make();
                ServerProcess coordinator = ServerProcess.coordinator(directory.path());
                AssentClient client = AssentClient.connect(
                        ClientOptions.to("127.0.0.1:" + coordinator.number("ready on 127.0.0.1:"), "benchmark"))) {
            client.register(new ImmediateResource());
            ScaleBenchmark benchmark = new ScaleBenchmark(effort, targets, coordinator, client);
            benchmark.measure(Duration.ofSeconds(WARM_UP_SECONDS));
            benchmark.connections();
            benchmark.openTransactions();
        }
    }

    private void connections() throws Exception {
        double without = cost("no other connection");
        double held = LiveHeap.bytes(coordinator.pid());
        List<ServerProcess> idle = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS / CONNECTIONS_PER_PROCESS; i++) {
                idle.add(ServerProcess.own(
                        IdleConnections.class,
                        Integer.toString(coordinator.number("ready on 127.0.0.1:")),
                        Integer.toString(CONNECTIONS_PER_PROCESS)));
            }
            double with = cost(CONNECTIONS + " idle connections");
            System.out.printf(
                    Locale.ROOT,
                    "one idle connection holds %.0f bytes of live heap%n",
                    (LiveHeap.bytes(coordinator.pid()) - held) / CONNECTIONS);
            targets.atMost("CPU per transaction with 10,000 idle connections, of that without", FLAT, with / without);
        } finally {
            idle.forEach(ServerProcess::close);
        }
    }

    private void openTransactions() throws Exception {
        double empty = LiveHeap.bytes(coordinator.pid());
        long open = 0;
        double first = 0;
        double last = 0;
        for (int wanted : OPEN) {
            open(wanted - open);
            open = wanted;
            last = cost(wanted + " open transactions");
            first = first == 0 ? last : first;
        }
        double each = (LiveHeap.bytes(coordinator.pid()) - empty) / open;
        System.out.printf(Locale.ROOT, "one open transaction with a branch holds %.0f bytes of live heap%n", each);
        targets.atMost("CPU per transaction with 1,000,000 open ones, of that with 1,000", FLAT, last / first);
        targets.atMost("live heap per open one-branch transaction, bytes", 1024, each);
    }

    private void open(long count) throws Exception {
        AtomicLong left = new AtomicLong(count);
        Load.runOut(CALLERS, caller -> {
            if (left.getAndDecrement() <= 0) {
                return false;
            }
            withBranch();
            return true;
        });
    }

    private Xid withBranch() throws Exception {
        Xid xid = client.begin("one branch", LONG);
        client.register(xid, BranchType.AT, ImmediateResource.RESOURCE, "account:" + rows.incrementAndGet(), null);
        return xid;
    }

    private double cost(String when) throws Exception {
        List<Double> costs = new ArrayList<>();
        for (int round = 0; round < effort.rounds(); round++) {
            costs.add(measure(Duration.ofSeconds(effort.seconds())));
        }
        costs.sort(null);
        double median = costs.get(costs.size() / 2);
        System.out.printf(
                Locale.ROOT, "%-28s %6.1f us of CPU per transaction, %.0f MiB resident%n", when, median, resident());
        return median;
    }

    private double resident() throws IOException {
        return coordinator.residentMib();
    }

    private double measure(Duration counted) throws Exception {
        long rowsBefore = rows.get();
        double cpu = coordinator.cpuMicros();
        Load.run(CALLERS, Duration.ZERO, counted, caller -> client.commit(withBranch()));
        return (coordinator.cpuMicros() - cpu) / (rows.get() - rowsBefore);
    }
}
