package dev.assent.fuzz.isolation;

import dev.assent.fuzz.grammar.Draw;
import dev.assent.fuzz.history.History;
import dev.assent.fuzz.history.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Rounds of concurrent transactions, each on rows of its own and judged when it is over. A seed draws what they do; in
 * which order they do it is up to the machine.
 */
public final class Rounds {
    private final TwoDatabases databases;
    private final Summary summary = new Summary();
    private int firstId = 1;

    public Rounds(TwoDatabases databases) {
        this.databases = databases;
    }

    public Summary summary() {
        return summary;
    }

    /** Transactions that append to lists and read them. */
    public void lists(long seed, int transactions) throws SQLException {
        int first = newRows(ListPlan.ROWS);
        for (int shard = 0; shard < 2; shard++) {
            databases.shard(shard).fill(first, ListPlan.ROWS, "entry", "''");
        }
        AtomicInteger values = new AtomicInteger();
        List<Supplier<Transaction>> ended = inParallel(transactions, number -> {
            ListPlan plan = ListPlan.draw(draw(seed, number));
            ListTransaction one = new ListTransaction(databases, number, plan, first, values::incrementAndGet);
            TwoDatabases.End end = one.run();
            return () -> one.recorded(end);
        });
        List<Transaction> recorded = ended.stream().map(Supplier::get).toList();
        Map<String, List<Integer>> last = new TreeMap<>(databases.shard(0).lists(first, ListPlan.ROWS));
        last.putAll(databases.shard(1).lists(first, ListPlan.ROWS));
        summary.add(new History(recorded, last));
    }

    /** Transfers between accounts, and audits. */
    public void bank(long seed, int transactions) throws SQLException {
        Transfers transfers = new Transfers(databases, newRows(Transfers.ACCOUNTS));
        inParallel(transactions, number -> {
            transfers.run(number, draw(seed, number));
            return number;
        });
        summary.add(transfers.history());
    }

    private int newRows(int count) {
        int first = firstId;
        firstId += count;
        return first;
    }

    private static Draw draw(long seed, int number) {
        return new Draw(seed * 1_000_003 + number);
    }

    private <T> List<T> inParallel(int transactions, IntFunction<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(databases.threads());
        try {
            List<CompletableFuture<T>> all = IntStream.range(0, transactions)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> work.apply(number), threads))
                    .toList();
            return all.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }
}
