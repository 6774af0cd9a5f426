package dev.assent.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code Benchmarks NAME [seconds per measurement] [rounds]}; see docs/benchmarks.md. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        Map<String, Part> parts = parts();
        String name = args.length > 0 ? args[0] : "";
        if (!name.equals("all") && !parts.containsKey(name)) {
            System.err.println("Expected one of " + parts.keySet()
                    + " or all, with seconds and rounds behind it, but got '" + name + "'.");
            System.exit(2);
        }
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        Targets targets = new Targets();
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            if (name.equals("all") || name.equals(part.getKey())) {
                System.out.printf("%n== %s; %s%n", part.getValue().title, part.getValue().takes);
                long begun = System.nanoTime();
                part.getValue().benchmark.run(new Effort(seconds, rounds), targets);
                System.out.printf(
                        "took %d s%n",
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds());
            }
        }
        targets.print();
        System.exit(0);
    }

    /** In the order in which {@code all} runs them. */
    private static Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("start", new Part("ready time and idle memory", "about a minute", StartBenchmark::run));
        parts.put(
                "client",
                new Part("our client and our coordinator beside an echo", "about 3 minutes", ClientBenchmark::run));
        parts.put(
                "seata",
                new Part(
                        "Seata's client with our coordinator and Seata's server",
                        "about 7 minutes",
                        SeataBenchmark::run));
        parts.put(
                "annotation",
                new Part(
                        "the annotation by itself, and empty transactions beside Seata's",
                        "about 2 minutes",
                        AnnotationBenchmark::run));
        parts.put(
                "scale", new Part("many open transactions, many connections", "about 4 minutes", ScaleBenchmark::run));
        parts.put(
                "at",
                new Part(
                        "purchases over two databases beside other ways to make them",
                        "about 13 minutes",
                        AtBenchmark::run));
        parts.put("restart", new Part("restart from a large journal", "about 4 minutes", RestartBenchmark::run));
        return parts;
    }

    /** @param takes on two cores that do nothing else, with 3 seconds and 3 rounds */
    private record Part(String title, String takes, Benchmark benchmark) {}

    /** @param seconds of one measurement */
    record Effort(int seconds, int rounds) {}

    private interface Benchmark {
        void run(Effort effort, Targets targets) throws Exception;
    }
}
