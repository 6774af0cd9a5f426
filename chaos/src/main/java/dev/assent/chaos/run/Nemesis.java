package dev.assent.chaos.run;

import dev.assent.chaos.plan.Faults;
import dev.assent.chaos.plan.LineFault;
import dev.assent.chaos.plan.ProcessFault;
import dev.assent.chaos.plan.ProcessFault.Act;
import dev.assent.chaos.plan.ProcessRole;
import java.util.function.Consumer;

/** Does to processes and connections what the plan says, until the time is over. Leaves every process running. */
final class Nemesis {
    private final Faults plan;
    private final Processes cast;
    private final Relays wires;
    private final Ledger ledger;
    private final PurchaseQueue till;
    private final Counts counts;
    private final Consumer<String> news;

    Nemesis(
            Faults plan,
            Processes cast,
            Relays wires,
            Ledger ledger,
            PurchaseQueue till,
            Counts counts,
            Consumer<String> news) {
        this.plan = plan;
        this.cast = cast;
        this.wires = wires;
        this.ledger = ledger;
        this.till = till;
        this.counts = counts;
        this.news = news;
    }

    /**
     * One process after the other.
     *
     * @param last not after it, be there enough or not
     */
    void hurtProcesses(Deadline deadline, Deadline last) throws InterruptedException {
        for (int done = 0; ; done++) {
            ProcessFault fault = plan.nextOfProcesses();
            if (!ledger.awaitEvents(fault.after(), done < Faults.ENOUGH ? last : deadline)) {
                return;
            }
            if (fault.act() == Act.KILL) {
                kill(fault);
            } else {
                freeze(fault);
            }
        }
    }

    private void kill(ProcessFault fault) throws InterruptedException {
        ProcessRole victim = fault.victim();
        till.shuts(victim);
        int open = ledger.openOf(victim).size();
        var before = ledger.undecided();
        cast.kill(victim);
        var after = ledger.undecided();
        int undecided = (int) before.stream().filter(after::contains).count();
        if (victim.isShop()) {
            ledger.died(victim);
        }
        counts.happened(fault, undecided, open);
        news.accept(fault + ", " + undecided + " transactions undecided");
        cast.start(victim);
        if (victim.isShop()) {
            till.opens(victim, line -> cast.tell(victim, line));
        }
    }

    private void freeze(ProcessFault fault) throws InterruptedException {
        cast.freeze(fault.victim());
        try {
            counts.happened(fault, 0, 0);
            news.accept(fault.toString());
            ledger.awaitEvents(Integer.MAX_VALUE, Deadline.in(fault.lasts()));
        } finally {
            cast.thaw(fault.victim());
        }
    }

    /** For as long as that. */
    void hurtConnections(Deadline deadline) throws InterruptedException {
        while (true) {
            LineFault fault = plan.nextOfLines();
            if (!ledger.awaitEvents(fault.after(), deadline)) {
                return;
            }
            wires.inflict(fault);
        }
    }
}
