package dev.assent.chaos.run;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.demo.audit.Claim;
import dev.assent.demo.services.ShopServices;
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

/** Makes purchases and injects faults at the same time. Every process runs when it is over. */
final class LoadPhase {
    private static final Duration TICK = Duration.ofMillis(200);
    /** How much longer it may last on a slow machine, until each kind of fault has happened. */
    private static final Duration LONGER = Duration.ofMinutes(2);

    private static final int TICKS_PER_LINE = 25;

    private final Processes processes;
    private final PurchaseQueue queue;
    private final Ledger ledger;
    private final Nemesis nemesis;
    private final ShopServices observer;
    private final Consumer<String> progress;
    private Duration lasted = Duration.ZERO;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "chaos");
        thread.setDaemon(true);
        return thread;
    });

    LoadPhase(
            Processes processes,
            PurchaseQueue queue,
            Ledger ledger,
            Nemesis nemesis,
            ShopServices observer,
            Consumer<String> progress) {
        this.processes = processes;
        this.queue = queue;
        this.ledger = ledger;
        this.nemesis = nemesis;
        this.observer = observer;
        this.progress = progress;
    }

    /** The time from when all processes were ready until the last fault. */
    Duration lasted() {
        return lasted;
    }

    /** @return the processes that ended by themselves or did not start again, and unexpected errors */
    List<Finding> run(Duration time) throws InterruptedException, SQLException {
        try {
            queue.provide();
            startAll();
            long start = System.nanoTime();
            Deadline deadline = Deadline.in(time);
            Deadline last = Deadline.in(time.plus(LONGER));
            Future<?> processFaults = submit(() -> nemesis.injectProcessFaults(deadline, last));
            Future<?> connectionFaults = submit(() -> nemesis.injectConnectionFaults(deadline));
            Future<?> resolver = submit(() -> resolveUnknown(processFaults));
            Set<Finding> findings = new LinkedHashSet<>();
            watch(processFaults)
                    .forEach(role -> findings.add(new Finding(Promise.LIFE, role + " has ended by itself.")));
            for (Future<?> thread : List.of(processFaults, connectionFaults, resolver)) {
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
        for (ProcessRole role : ProcessRole.values()) {
            if (role != ProcessRole.COORDINATOR) {
                starts.add(() -> {
                    processes.start(role);
                    return role;
                });
            }
        }
        for (Future<ProcessRole> started : threads.invokeAll(starts)) {
            try {
                ProcessRole role = started.get();
                if (role.isShop()) {
                    queue.add(role, line -> processes.send(role, line));
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            }
        }
    }

    /** @return the processes that have ended by themselves */
    private Set<ProcessRole> watch(Future<?> processFaults) throws InterruptedException, SQLException {
        Set<ProcessRole> lost = new LinkedHashSet<>();
        for (int tick = 1; !processFaults.isDone(); tick++) {
            ledger.awaitEvents(Integer.MAX_VALUE, Deadline.in(TICK));
            queue.provide();
            processes.lost().stream().filter(lost::add).forEach(role -> progress.accept(role + " has ended by itself"));
            if (tick % TICKS_PER_LINE == 0) {
                progress.accept(String.format(
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

    private void resolveUnknown(Future<?> processFaults) throws InterruptedException {
        OutcomeResolver resolver = new OutcomeResolver(observer.client(), ledger);
        while (!processFaults.isDone()) {
            resolver.ask();
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
