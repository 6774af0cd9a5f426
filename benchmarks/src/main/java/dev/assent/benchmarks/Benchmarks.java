package dev.assent.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code Benchmarks NAME [seconds per measurement] [rounds]}; see docs/benchmarks.md. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        List<String> known = Arrays.stream(Kind.values()).map(Kind::word).toList();
        String name = args.length > 0 ? args[0] : "";
        if (!name.equals("all") && !known.contains(name)) {
            System.err.println(
                    "Expected one of " + known + " or all, with seconds and rounds behind it, but got '" + name + "'.");
            System.exit(2);
        }
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        Targets targets = new Targets();
        for (Kind kind : Kind.values()) {
            if (name.equals("all") || name.equals(kind.word())) {
                System.out.printf("%n== %s%n", kind.title);
                kind.benchmark.run(new Effort(seconds, rounds), targets);
            }
        }
        targets.print();
        System.exit(0);
    }

    /** In the order in which {@code all} runs them. */
    private enum Kind {
        START("ready time and idle memory", StartBenchmark::run),
        CLIENT("our client and our coordinator beside an echo", ClientBenchmark::run),
        SEATA("Seata's client with our coordinator and with Seata's server", SeataBenchmark::run),
        SCALE("many open transactions, many connections", ScaleBenchmark::run),
        RESTART("restart from a large journal", RestartBenchmark::run);

        private final String title;
        private final Benchmark benchmark;

        Kind(String title, Benchmark benchmark) {
            this.title = title;
            this.benchmark = benchmark;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param seconds of one measurement */
    record Effort(int seconds, int rounds) {}

    private interface Benchmark {
        void run(Effort effort, Targets targets) throws Exception;
    }
}
