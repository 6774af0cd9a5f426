package dev.assent.chaos.run;

import dev.assent.chaos.plan.ConnectionFault;
import dev.assent.chaos.plan.Faults;
import dev.assent.chaos.plan.ProcessFault;
import dev.assent.chaos.plan.ProcessFault.Act;
import dev.assent.chaos.plan.ProcessRole;
import java.util.function.Consumer;

/** Injects the planned faults into processes and connections until the time is over. Leaves every process running. */
final class Nemesis {
    private final Faults plan;
    private final Processes processes;
    private final Relays relays;
    private final Ledger ledger;
    private final PurchaseQueue queue;
    private final Counts counts;
    private final Consumer<String> progress;

    Nemesis(
            Faults plan,
            Processes processes,
            Relays relays,
            Ledger ledger,
            PurchaseQueue queue,
            Counts counts,
            Consumer<String> progress) {
        this.plan = plan;
        this.processes = processes;
        this.relays = relays;
        this.ledger = ledger;
        this.queue = queue;
        this.counts = counts;
        this.progress = progress;
    }

    /**
     * Injects the faults of processes, one after the other.
     *
     * @param last the latest end, even if not every kind of fault has happened, or never one of the coordinator while
     *     a transaction was undecided
     */
    void injectProcessFaults(Deadline deadline, Deadline last) throws InterruptedException {
        for (int done = 0; ; done++) {
            ProcessFault fault = plan.nextProcessFault();
            boolean enough = done >= Faults.ENOUGH && counts.coordinatorKillsWithUndecided() > 0;
            if (!ledger.awaitEvents(fault.after(), enough ? deadline : last)) {
                return;
            }
            if (fault.act() == Act.KILL) {
                if (fault.victim() == ProcessRole.COORDINATOR) {
                    ledger.awaitUndecided(last);
                }
                kill(fault);
            } else {
                freeze(fault);
            }
        }
    }

    private void kill(ProcessFault fault) throws InterruptedException {
        ProcessRole victim = fault.victim();
        queue.remove(victim);
        int open = ledger.openOf(victim).size();
        var before = ledger.undecided();
        processes.kill(victim);
        var after = ledger.undecided();
        int undecided = (int) before.stream().filter(after::contains).count();
        if (victim.isShop()) {
            ledger.died(victim);
        }
        counts.happened(fault, undecided, open);
        progress.accept(fault + ", " + undecided + " transactions undecided");
        processes.start(victim);
        if (victim.isShop()) {
            queue.add(victim, line -> processes.send(victim, line));
        }
    }

    private void freeze(ProcessFault fault) throws InterruptedException {
        processes.freeze(fault.victim());
        try {
            counts.happened(fault, 0, 0);
            progress.accept(fault.toString());
            ledger.awaitEvents(Integer.MAX_VALUE, Deadline.in(fault.lasts()));
        } finally {
            processes.thaw(fault.victim());
        }
    }

    /** Injects the faults of connections until the deadline. */
    void injectConnectionFaults(Deadline deadline) throws InterruptedException {
        while (true) {
            ConnectionFault fault = plan.nextConnectionFault();
            if (!ledger.awaitEvents(fault.after(), deadline)) {
                return;
            }
            relays.inflict(fault);
        }
    }
}
