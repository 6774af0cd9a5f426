package dev.assent.benchmarks;

import dev.assent.benchmarks.Benchmarks.Effort;
import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.tm.AnnotatedMethods;
import dev.assent.tm.GlobalTransactional;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.Propagation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the annotation costs by itself, on one thread; and begin and commit of an empty annotated transaction, beside Seata's
 * client with Seata's server, in turns. The median of the rounds.
 */
final class AnnotationBenchmark {
    private static final int[] CALLERS = {1, 32};
    private static final int WARM_UP_MILLIS = 1000;
    private static final int FIRST_WARM_UP_MILLIS = 10_000;
    private static final int CALLS = 1_000_000;

    private final Effort effort;
    private final AnnotatedMethods annotated;

    private AnnotationBenchmark(Effort effort, AssentClient client) {
        this.effort = effort;
        this.annotated = new AnnotatedMethods(new GlobalTransactions(client));
    }

    static void run(Effort effort, Targets targets) throws Exception {
        try (ComparedServers servers = ComparedServers.forApplications();
                AssentClient client =
                        AssentClient.connect(ClientOptions.to(address(servers, ComparedServers.OURS), "benchmark"))) {
            AnnotationBenchmark benchmark = new AnnotationBenchmark(effort, client);
            benchmark.alone(targets);
            ComparedServers.Server seata = server(servers, ComparedServers.WARN);
            try (ServerProcess theirs =
                    ServerProcess.start(Installation.seataClient(List.of(), seata.address(), seata.pid()))) {
                benchmark.beside(theirs, targets);
            }
        }
    }

    private static String address(ComparedServers servers, String name) {
        return server(servers, name).address();
    }

    private static ComparedServers.Server server(ComparedServers servers, String name) {
        return servers.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Calls that make no request. */
    private void alone(Targets targets) throws Exception {
        Method supports = Empty.class.getMethod("supports");
        Method joins = Empty.class.getMethod("transactional");
        double bare = nanos(() -> 1L);
        double outside = nanos(() -> annotated.call(Empty.class, supports, () -> 1L));
        double joined =
                annotated.call(Empty.class, joins, () -> nanos(() -> annotated.call(Empty.class, joins, () -> 1L)));
        System.out.printf(
                Locale.ROOT,
                "ns per call: the body alone %.1f, annotated without a transaction %.1f, annotated and joined %.1f%n",
                bare,
                outside,
                joined);
        targets.atMost("annotation, no transaction: ns over the body alone", 1000, outside - bare);
        targets.atMost("annotation, joined: ns over the body alone", 1000, joined - bare);
    }

    private double nanos(Counted call) throws Exception {
        long sum = 0;
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round < effort.rounds() + 3; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum += call.make();
            }
            rounds.add((System.nanoTime() - start) / (double) CALLS);
        }
        if (sum != (long) CALLS * (effort.rounds() + 3)) {
            throw new IllegalStateException("Expected every call to return 1, but they add up to " + sum);
        }
        List<Double> warm = new ArrayList<>(rounds.subList(3, rounds.size()));
        warm.sort(Comparator.naturalOrder());
        return warm.get(warm.size() / 2);
    }

    private void beside(ServerProcess theirs, Targets targets) throws Exception {
        theirs.ask(load(1, FIRST_WARM_UP_MILLIS));
        System.out.printf(
                Locale.ROOT,
                "%-8s | %10s %8s | %10s %8s | %6s%n",
                "callers",
                "ours/s",
                "p50 us",
                "Seata/s",
                "p50 us",
                "ratio");
        for (int callers : CALLERS) {
            List<Pair> rounds = new ArrayList<>();
            for (int round = 0; round < effort.rounds(); round++) {
                rounds.add(round(callers, theirs));
            }
            rounds.sort(Comparator.comparingDouble(Pair::ratio));
            Pair median = rounds.get(rounds.size() / 2);
            System.out.printf(
                    Locale.ROOT,
                    "%-8d | %10.0f %8d | %10.0f %8.0f | %6.2f%n",
                    callers,
                    median.ours.perSecond(),
                    median.ours.micros().getValueAtPercentile(50),
                    median.theirs.perSecond(),
                    median.theirs.p50(),
                    median.ratio());
            targets.atLeast(
                    "empty annotated transactions a second, " + callers + " callers, of Seata's", 5, median.ratio());
        }
    }

    private Pair round(int callers, ServerProcess theirs) throws Exception {
        Method empty = Empty.class.getMethod("transactional");
        Load.Result ours = Load.run(
                callers,
                Duration.ofMillis(WARM_UP_MILLIS),
                Duration.ofSeconds(effort.seconds()),
                caller -> annotated.call(Empty.class, empty, () -> 1L));
        SeataRow row = SeataRow.parse(theirs.ask(load(callers, effort.seconds() * 1000)));
        if (row.errors() > 0) {
            throw new IllegalStateException("Expected no errors of Seata's client, but there were " + row.errors());
        }
        return new Pair(ours, row);
    }

    /** Without branches. */
    private static String load(int callers, int countedMillis) {
        return callers + " 0 " + WARM_UP_MILLIS + " " + countedMillis;
    }

    private interface Counted {
        long make() throws Exception;
    }

    private record Pair(Load.Result ours, SeataRow theirs) {
        double ratio() {
            return ours.perSecond() / theirs.perSecond();
        }
    }

    /** What is annotated; its methods are read, and the bodies stand in the benchmark. */
    static final class Empty {
        @GlobalTransactional
        public void transactional() {}

        @GlobalTransactional(propagation = Propagation.SUPPORTS)
        public void supports() {}
    }
}
