package dev.assent.benchmarks;

import dev.assent.client.AssentClient;
import dev.assent.client.BranchResource;
import dev.assent.client.ClientOptions;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests a second of our client against our coordinator, durable, as a ratio to an echo over one connection that runs
 * in the same minutes: {@code CoordinatorBenchmark [seconds per measurement] [rounds]}, default 3 and 3. Prints the
 * median of the rounds.
 */
public final class CoordinatorBenchmark {
    private static final int[] CALLERS = {1, 8, 32, 128};
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final String RESOURCE = "jdbc:benchmark";

    private final AtomicLong rows = new AtomicLong();
    private final Duration counted;
    private final int rounds;

    private CoordinatorBenchmark(Duration counted, int rounds) {
        this.counted = counted;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        new CoordinatorBenchmark(Duration.ofSeconds(seconds), rounds).run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path data = Files.createTempDirectory("assent-benchmark");
        try (ServerProcess echoServer = ServerProcess.start("port ", Echo.Server.class.getName());
                ServerProcess coordinator = ServerProcess.start(
                        "ready on 127.0.0.1:",
                        "dev.assent.server.AssentServer",
                        "--port",
                        "0",
                        "--data",
                        data.toString());
                Echo echo = new Echo(echoServer.port());
                AssentClient client =
                        AssentClient.connect(ClientOptions.to("127.0.0.1:" + coordinator.port(), "benchmark"))) {
            Told told = new Told();
            client.register(told);
            measure(echo, client, told, coordinator);
        } finally {
            delete(data);
        }
    }

    private void measure(Echo echo, AssentClient client, Told told, ServerProcess coordinator) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%-8s | %12s %7s | %12s %6s %7s %7s | %12s %6s %7s %7s %9s %8s%n",
                "callers",
                "echo/s",
                "p50 us",
                "begin+commit",
                "ratio",
                "p50 us",
                "p99 us",
                "with branch",
                "ratio",
                "p50 us",
                "p99 us",
                "cpu us/tx",
                "told %");
        for (int callers : CALLERS) {
            List<Line> lines = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                lines.add(line(callers, echo, client, told, coordinator));
            }
            lines.sort(Comparator.comparingDouble(line -> line.branch.perSecond() / line.echo.perSecond()));
            print(callers, lines.get(lines.size() / 2));
        }
        System.out.println("requests a second: an empty transaction makes 2, one with a branch 3; each ratio is to the"
                + " echo of its own round");
    }

    private Line line(int callers, Echo echo, AssentClient client, Told told, ServerProcess coordinator)
            throws Exception {
        Load.Result echoed = Load.run(callers, WARM_UP, counted, caller -> echo.call());
        Load.Result empty =
                Load.run(callers, WARM_UP, counted, caller -> client.commit(client.begin("empty", TIMEOUT)));
        long cpu = coordinator.cpuMillis();
        long toldBefore = told.branches.get();
        long rowsBefore = rows.get();
        Load.Result branch = Load.run(callers, WARM_UP, counted, caller -> withBranch(client));
        double made = rows.get() - rowsBefore;
        double answered = told.branches.get() - toldBefore;
        return new Line(echoed, empty, branch, (coordinator.cpuMillis() - cpu) * 1000 / made, answered / made);
    }

    private void withBranch(AssentClient client) throws Exception {
        Xid xid = client.begin("one branch", TIMEOUT);
        client.register(xid, BranchType.AT, RESOURCE, "account:" + rows.incrementAndGet(), null);
        client.commit(xid);
    }

    private static void print(int callers, Line line) {
        System.out.printf(
                Locale.ROOT,
                "%-8d | %12.0f %7d | %12.0f %6.2f %7d %7d | %12.0f %6.2f %7d %7d %9.1f %8.1f%n",
                callers,
                line.echo.perSecond(),
                line.echo.micros().getValueAtPercentile(50),
                2 * line.empty.perSecond(),
                2 * line.empty.perSecond() / line.echo.perSecond(),
                line.empty.micros().getValueAtPercentile(50),
                line.empty.micros().getValueAtPercentile(99),
                3 * line.branch.perSecond(),
                3 * line.branch.perSecond() / line.echo.perSecond(),
                line.branch.micros().getValueAtPercentile(50),
                line.branch.micros().getValueAtPercentile(99),
                line.cpuMicros,
                100 * line.toldShare);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** @param toldShare of the branches registered, how many had been told their outcome when the load stopped */
    private record Line(Load.Result echo, Load.Result empty, Load.Result branch, double cpuMicros, double toldShare) {}

    /** Does at once what it is told, so that what is measured is the coordinator. */
    private static final class Told implements BranchResource {
        private final AtomicLong branches = new AtomicLong();

        @Override
        public String resourceId() {
            return RESOURCE;
        }

        @Override
        public BranchType type() {
            return BranchType.AT;
        }

        @Override
        public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
            branches.incrementAndGet();
            return BranchStatus.PHASE_TWO_COMMITTED;
        }

        @Override
        public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
            branches.incrementAndGet();
            return BranchStatus.PHASE_TWO_ROLLBACKED;
        }
    }
}
