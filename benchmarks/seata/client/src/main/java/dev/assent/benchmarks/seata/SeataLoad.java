package dev.assent.benchmarks.seata;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * {@code SeataLoad host:port pid}: for each input line {@code callers branches warmUpMillis countedMillis} it produces
 * that load and prints one line of {@code name=value} results. It ends when its standard input ends.
 */
public final class SeataLoad {
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final SeataClient client;
    private final String serverPid;
    private final AtomicLong rows = new AtomicLong();

    private SeataLoad(SeataClient client, String serverPid) {
        this.client = client;
        this.serverPid = serverPid;
    }

    public static void main(String[] args) throws Exception {
        SeataLoad load = new SeataLoad(SeataClient.connect(args[0]), args[1]);
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            System.out.println(load.run(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[2])),
                    TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[3]))));
        }
        System.exit(0);
    }

    private String run(int callers, int branches, long warmUp, long counted) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            long deliveredBefore = client.delivered();
            long start = System.nanoTime();
            long begin = start + warmUp;
            long end = begin + counted;
            List<Future<Caller>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(new Caller(client, branches, rows, begin, end)));
            }
            sleepUntil(begin);
            Cpu before = Cpu.now(serverPid);
            sleepUntil(end);
            Cpu after = Cpu.now(serverPid);
            Histogram micros = new Histogram(3);
            long committed = 0;
            long errors = 0;
            for (Future<Caller> caller : running) {
                micros.add(caller.get().micros());
                committed += caller.get().committed();
                errors += caller.get().errors();
            }
            long pending = committed * branches;
            long stopped = System.nanoTime();
            long deliveredAtStop = client.delivered() - deliveredBefore;
            while (client.delivered() - deliveredBefore < pending && System.nanoTime() - stopped < DRAIN_NANOS) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            long drained = System.nanoTime();
            return line(
                    micros,
                    counted,
                    "errors",
                    (double) errors,
                    "settled",
                    committed * 1e9 / (drained - start),
                    "deliveredAtStop",
                    pending == 0 ? 1 : (double) deliveredAtStop / pending,
                    "drainSeconds",
                    pending == 0 ? 0 : (drained - stopped) / 1e9,
                    "undelivered",
                    (double) (pending - (client.delivered() - deliveredBefore)),
                    "clientCpu",
                    after.client() - before.client(),
                    "serverCpu",
                    after.server() - before.server());
        } finally {
            threads.shutdownNow();
        }
    }

    private static String line(Histogram micros, long counted, Object... namesAndValues) {
        StringBuilder line = new StringBuilder();
        add(line, "perSecond", micros.getTotalCount() * 1e9 / counted);
        add(line, "transactions", micros.getTotalCount());
        add(line, "p50", micros.getValueAtPercentile(50));
        add(line, "p99", micros.getValueAtPercentile(99));
        add(line, "p999", micros.getValueAtPercentile(99.9));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            add(line, (String) namesAndValues[i], (Double) namesAndValues[i + 1]);
        }
        return line.toString().trim();
    }

    private static void add(StringBuilder line, String name, double value) {
        line.append(String.format(Locale.ROOT, "%s=%.4f ", name, value));
    }

    private static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
