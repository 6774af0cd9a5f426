package dev.assent.benchmarks.at;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * {@code AtLoad way accounts-url shop-url user coordinator connections first-order}: for each input line {@code threads
 * warm-up-millis counted-millis rows} it makes purchases of that many rows and prints one line of {@code name=value} results. It ends when its
 * standard input ends.
 */
public final class AtLoad {
    private final Purchase.Way way;
    private final AtomicLong orders;

    private AtLoad(Purchase.Way way, long firstOrder) {
        this.way = way;
        this.orders = new AtomicLong(firstOrder);
    }

    public static void main(String[] args) throws Exception {
        int connections = Integer.parseInt(args[5]);
        try (HikariDataSource accounts = pool(args[1], args[3], connections);
                HikariDataSource shop = pool(args[2], args[3], connections)) {
            AtLoad load = new AtLoad(Ways.of(args[0], accounts, shop, args[4]), Long.parseLong(args[6]));
            System.out.println("ready");
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                System.out.println(load.run(
                        Integer.parseInt(words[0]),
                        TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[1])),
                        TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[2])),
                        Integer.parseInt(words[3])));
            }
        }
        System.exit(0);
    }

    private static HikariDataSource pool(String url, String user, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    private String run(int callers, long warmUp, long counted, int rows) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long before = orders.get();
            long begin = System.nanoTime() + warmUp;
            long end = begin + counted;
            List<Future<Caller>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Caller caller = new Caller(rows, begin, end);
                running.add(threads.submit(caller, caller));
            }
            LockSupport.parkNanos(begin - System.nanoTime());
            long cpu = cpuNanos();
            Histogram micros = new Histogram(3);
            long errors = 0;
            long slowest = 0;
            String first = "none";
            for (Future<Caller> caller : running) {
                Caller done = caller.get();
                micros.add(done.micros);
                errors += done.errors;
                slowest = Math.max(slowest, done.micros.getMaxValue());
                first = done.errors > 0 ? done.firstError : first;
            }
            if (errors > 0) {
                System.err.println("the first of " + errors + " errors: " + first);
            }
            double purchases = micros.getTotalCount();
            return String.format(
                    Locale.ROOT,
                    "perSecond=%.1f cpuMicros=%.1f p50=%d p99=%d slowest=%d errors=%d made=%d",
                    purchases * 1e9 / counted,
                    (cpuNanos() - cpu) / 1e3 / purchases,
                    micros.getValueAtPercentile(50),
                    micros.getValueAtPercentile(99),
                    slowest,
                    errors,
                    orders.get() - before);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private final class Caller implements Runnable {
        private final Histogram micros = new Histogram(3);
        private final int rows;
        private final long begin;
        private final long end;
        private long errors;
        private String firstError = "";

        Caller(int rows, long begin, long end) {
            this.rows = rows;
            this.begin = begin;
            this.end = end;
        }

        @Override
        public void run() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                Purchase purchase = new Purchase(
                        orders.getAndIncrement(), random.nextInt(rows), random.nextInt(rows), 1 + random.nextInt(100));
                try {
                    way.make(purchase);
                    long now = System.nanoTime();
                    if (start >= begin && now < end) {
                        micros.recordValue((now - start) / 1000);
                    }
                } catch (Exception e) {
                    errors++;
                    firstError = errors == 1 ? String.valueOf(e).replaceAll("\\s+", " ") : firstError;
                }
            }
        }
    }
}
