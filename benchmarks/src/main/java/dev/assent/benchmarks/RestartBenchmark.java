package dev.assent.benchmarks;

import dev.assent.benchmarks.Benchmarks.Effort;
import java.util.Locale;

/**
 * Measures a start from a large data directory: a snapshot, the records after it, and older records that it replaces.
 */
final class RestartBenchmark {
    private static final int OPEN = 100_000;
    private static final int LATER_RECORDS = 1_000_000;
    private static final int OLDER_RECORDS = 10_000_000;

    private RestartBenchmark() {}

    static void run(Effort effort, Targets targets) throws Exception {
        double without = start(0, targets);
        double with = start(OLDER_RECORDS, targets);
        targets.atMost("restart after 10,000,000 older, snapshotted records, s", 5, with);
        System.out.printf(Locale.ROOT, "the older records cost %.2f s%n", with - without);
    }

    private static double start(int olderRecords, Targets targets) throws Exception {
        try (WorkDirectory directory = WorkDirectory.make()) {
            LongHistory.write(directory.path(), olderRecords, OPEN, LATER_RECORDS);
            try (ServerProcess server = ServerProcess.coordinatorAsShipped(directory.path())) {
                int open = server.number(", ");
                System.out.printf(
                        Locale.ROOT,
                        "%d older records, a snapshot of %d open transactions, %d records behind it:"
                                + " ready after %.2f s with %d open, %.0f MiB resident%n",
                        olderRecords,
                        OPEN,
                        LATER_RECORDS,
                        server.readySeconds(),
                        open,
                        server.residentMib());
                String what = olderRecords == 0 ? "" : " (older records)";
                targets.atLeast("restart: open transactions still open" + what, OPEN, open);
                if (olderRecords == 0) {
                    targets.atMost("restart: 100,000 open, 1,000,000 later records, s", 5, server.readySeconds());
                }
                return server.readySeconds();
            }
        }
    }
}
