package dev.assent.benchmarks;

import dev.assent.benchmarks.Benchmarks.Effort;
import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests a second of our client with our coordinator, durable, as a ratio to an echo over one connection that runs in
 * the same minutes. The median of the rounds.
 */
final class ClientBenchmark {
    private static final int[] CALLERS = {1, 8, 32, 128};
    private static final int COMPARED = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final AtomicLong rows = new AtomicLong();
    private final Duration counted;
    private final int rounds;

    private ClientBenchmark(Effort effort) {
        this.counted = Duration.ofSeconds(effort.seconds());
        this.rounds = effort.rounds();
    }

    static void run(Effort effort, Targets targets) throws Exception {
        try (WorkDirectory directory = WorkDirectory.make();
                ServerProcess echoServer = ServerProcess.own(Echo.Server.class);
                ServerProcess coordinator = ServerProcess.coordinator(directory.path());
                Echo echo = new Echo(echoServer.number("port "));
                AssentClient client = AssentClient.connect(
                        ClientOptions.to("127.0.0.1:" + coordinator.number("ready on 127.0.0.1:"), "benchmark"))) {
            ImmediateResource resource = new ImmediateResource();
            client.register(resource);
            new ClientBenchmark(effort).measure(echo, client, resource, coordinator, targets);
        }
    }

    private void measure(
            Echo echo, AssentClient client, ImmediateResource resource, ServerProcess coordinator, Targets targets)
            throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%-8s | %12s %7s | %12s %6s %7s %7s %7s | %12s %6s %7s %7s %7s %9s %11s%n",
                "callers",
                "echo/s",
                "p50 us",
                "begin+commit",
                "ratio",
                "p50 us",
                "p99 us",
                "p99.9",
                "with branch",
                "ratio",
                "p50 us",
                "p99 us",
                "p99.9",
                "cpu us/tx",
                "delivered %");
        for (int callers : CALLERS) {
            List<Line> lines = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                lines.add(line(callers, echo, client, resource, coordinator));
            }
            lines.sort(Comparator.comparingDouble(line -> line.branch.perSecond() / line.echo.perSecond()));
            Line median = lines.get(lines.size() / 2);
            print(callers, median);
            if (callers == COMPARED) {
                compare(median, targets);
            }
        }
        System.out.println("requests a second: an empty transaction makes 2, one with a branch 3; each ratio is to the"
                + " echo of its own round");
    }

    private static void compare(Line line, Targets targets) {
        double echo = line.echo.perSecond();
        targets.atLeast("our client, 32 callers: begin+commit, of the echo", 0.6, 2 * line.empty.perSecond() / echo);
        targets.atLeast(
                "our client, 32 callers: begin+register+commit, of the echo", 0.4, 3 * line.branch.perSecond() / echo);
        targets.atLeast("our client, 32 callers: phase two done when the load stops, %", 95, 100 * line.deliveredShare);
        targets.atMost(
                "our client, 32 callers: 99.9th percentile, of what is allowed",
                1,
                line.branch.micros().getValueAtPercentile(99.9)
                        / LatencyTailCheck.allowed(line.branch.micros(), line.echo.micros()));
    }

    private Line line(
            int callers, Echo echo, AssentClient client, ImmediateResource resource, ServerProcess coordinator)
            throws Exception {
        Load.Result echoed = Load.run(callers, WARM_UP, counted, caller -> echo.call());
        Load.Result empty =
                Load.run(callers, WARM_UP, counted, caller -> client.commit(client.begin("empty", TIMEOUT)));
        double cpu = coordinator.cpuMicros();
        long deliveredBefore = resource.branches();
        long rowsBefore = rows.get();
        Load.Result branch = Load.run(callers, WARM_UP, counted, caller -> withBranch(client));
        double made = rows.get() - rowsBefore;
        double answered = resource.branches() - deliveredBefore;
        return new Line(echoed, empty, branch, (coordinator.cpuMicros() - cpu) / made, answered / made);
    }

    private void withBranch(AssentClient client) throws Exception {
        Xid xid = client.begin("one branch", TIMEOUT);
        client.register(xid, BranchType.AT, ImmediateResource.RESOURCE, "account:" + rows.incrementAndGet(), null);
        client.commit(xid);
    }

    private static void print(int callers, Line line) {
        System.out.printf(
                Locale.ROOT,
                "%-8d | %12.0f %7d | %12.0f %6.2f %7d %7d %7d | %12.0f %6.2f %7d %7d %7d %9.1f %11.1f%n",
                callers,
                line.echo.perSecond(),
                line.echo.micros().getValueAtPercentile(50),
                2 * line.empty.perSecond(),
                2 * line.empty.perSecond() / line.echo.perSecond(),
                line.empty.micros().getValueAtPercentile(50),
                line.empty.micros().getValueAtPercentile(99),
                line.empty.micros().getValueAtPercentile(99.9),
                3 * line.branch.perSecond(),
                3 * line.branch.perSecond() / line.echo.perSecond(),
                line.branch.micros().getValueAtPercentile(50),
                line.branch.micros().getValueAtPercentile(99),
                line.branch.micros().getValueAtPercentile(99.9),
                line.cpuMicros,
                100 * line.deliveredShare);
    }

    /**
     * @param deliveredShare of the branches registered, the share whose outcome had been delivered when the load
     *     stopped
     */
    private record Line(
            Load.Result echo, Load.Result empty, Load.Result branch, double cpuMicros, double deliveredShare) {}
}
