package dev.assent.benchmarks;

import dev.assent.benchmarks.Benchmarks.Effort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Measures an empty coordinator: the time until it is ready, and its resident memory ten seconds later. */
final class StartBenchmark {
    private static final int SETTLED_AFTER_SECONDS = 10;

    private StartBenchmark() {}

    static void run(Effort effort, Targets targets) throws Exception {
        List<Double> ready = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        for (int round = 0; round < effort.rounds(); round++) {
            try (WorkDirectory directory = WorkDirectory.make();
                    ServerProcess server = ServerProcess.coordinatorAsShipped(directory.path())) {
                TimeUnit.SECONDS.sleep(SETTLED_AFTER_SECONDS);
                ready.add(server.readySeconds());
                resident.add(server.residentMib());
            }
        }
        Collections.sort(ready);
        Collections.sort(resident);
        int median = effort.rounds() / 2;
        System.out.printf(
                Locale.ROOT,
                "ready after %.2f s (%.2f to %.2f), then %.0f MiB resident%n",
                ready.get(median),
                ready.get(0),
                ready.get(ready.size() - 1),
                resident.get(median));
        targets.atMost("ready, s", 1.5, ready.get(median));
        targets.atMost("resident when idle, MiB", 180, resident.get(median));
    }
}
