package dev.assent.chaos.run;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.demo.audit.Claim;
import dev.assent.demo.premises.ShopServices;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Purchases and faults at the same time, for a while. Afterwards every process runs. */
final class LoadPhase {
    private static final Duration TICK = Duration.ofMillis(200);
    /** On a slow machine, until each kind of fault has happened. */
    private static final Duration LONGER = Duration.ofMinutes(2);

    private static final int TICKS_PER_LINE = 25;

    private final Processes cast;
    private final PurchaseQueue till;
    private final Ledger ledger;
    private final Nemesis nemesis;
    private final ShopServices onlooker;
    private final Consumer<String> news;
    private Duration lasted = Duration.ZERO;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "chaos");
        thread.setDaemon(true);
        return thread;
    });

    LoadPhase(
            Processes cast,
            PurchaseQueue till,
            Ledger ledger,
            Nemesis nemesis,
            ShopServices onlooker,
            Consumer<String> news) {
        this.cast = cast;
        this.till = till;
        this.ledger = ledger;
        this.nemesis = nemesis;
        this.onlooker = onlooker;
        this.news = news;
    }

    /** From the moment all were ready until there were no more faults. */
    Duration lasted() {
        return lasted;
    }

    /** @return who ended by himself, or did not come back */
    List<Finding> run(Duration time) throws InterruptedException, SQLException {
        try {
            till.provide();
            startAll();
            long start = System.nanoTime();
            Deadline deadline = Deadline.in(time);
            Deadline last = Deadline.in(time.plus(LONGER));
            Future<?> processes = submit(() -> nemesis.hurtProcesses(deadline, last));
            Future<?> connections = submit(() -> nemesis.hurtConnections(deadline));
            Future<?> inquiry = submit(() -> inquire(processes));
            Set<Finding> findings = new LinkedHashSet<>();
            watch(processes)
                    .forEach(player -> findings.add(new Finding(Promise.LIFE, player + " has ended by itself.")));
            for (Future<?> thread : List.of(processes, connections, inquiry)) {
                end(thread, findings);
            }
            lasted = Duration.ofNanos(System.nanoTime() - start);
            return List.copyOf(findings);
        } finally {
            threads.shutdownNow();
        }
    }

    private void startAll() throws InterruptedException {
        List<Callable<ProcessRole>> starts = new ArrayList<>();
        for (ProcessRole player : ProcessRole.values()) {
            if (player != ProcessRole.COORDINATOR) {
                starts.add(() -> {
                    cast.start(player);
                    return player;
                });
            }
        }
        for (Future<ProcessRole> started : threads.invokeAll(starts)) {
            try {
                ProcessRole player = started.get();
                if (player.isShop()) {
                    till.opens(player, line -> cast.tell(player, line));
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            }
        }
    }

    /** @return who has ended by himself */
    private Set<ProcessRole> watch(Future<?> processes) throws InterruptedException, SQLException {
        Set<ProcessRole> lost = new LinkedHashSet<>();
        for (int tick = 1; !processes.isDone(); tick++) {
            ledger.awaitEvents(Integer.MAX_VALUE, Deadline.in(TICK));
            till.provide();
            cast.lost().stream().filter(lost::add).forEach(player -> news.accept(player + " has ended by itself"));
            if (tick % TICKS_PER_LINE == 0) {
                news.accept(String.format(
                        Locale.ROOT,
                        "%,d purchases, %,d committed, %,d rolled back, %,d open or not known yet",
                        ledger.count(attempt -> true),
                        ledger.count(attempt -> attempt.claim() == Claim.COMMITTED),
                        ledger.count(attempt -> attempt.claim() == Claim.ROLLED_BACK),
                        ledger.count(attempt -> attempt.claim() == Claim.UNKNOWN)));
            }
        }
        return lost;
    }

    private void inquire(Future<?> processes) throws InterruptedException {
        OutcomeResolver inquiry = new OutcomeResolver(onlooker.client(), ledger);
        while (!processes.isDone()) {
            inquiry.ask();
            Pause.shortly();
        }
    }

    private static void end(Future<?> thread, Set<Finding> findings) throws InterruptedException {
        try {
            thread.get();
        } catch (ExecutionException e) {
            findings.add(new Finding(Promise.LIFE, String.valueOf(e.getCause())));
        }
    }

    private Future<?> submit(Task task) {
        return threads.submit(() -> {
            task.run();
            return true;
        });
    }

    private interface Task {
        void run() throws InterruptedException;
    }
}
