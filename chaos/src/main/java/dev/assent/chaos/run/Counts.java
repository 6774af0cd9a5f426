package dev.assent.chaos.run;

import dev.assent.chaos.plan.LineFault;
import dev.assent.chaos.plan.ProcessFault;
import dev.assent.chaos.plan.ProcessRole;
import java.util.EnumMap;
import java.util.Map;

/** What was done to the processes and their connections, and what it met. Safe for many threads. */
final class Counts {
    private final Map<ProcessRole, Integer> kills = new EnumMap<>(ProcessRole.class);
    private final Map<ProcessRole, Integer> freezes = new EnumMap<>(ProcessRole.class);
    private final Map<LineFault.Act, Integer> lines = new EnumMap<>(LineFault.Act.class);
    private int undecidedAtCoordinatorKills;
    private int coordinatorKillsThatHurt;
    private int openAtShopKills;

    /**
     * @param undecided transactions with a branch whose end nobody had asked for
     * @param open purchases that the victim, a shop, was making
     */
    synchronized void happened(ProcessFault fault, int undecided, int open) {
        (fault.act() == ProcessFault.Act.KILL ? kills : freezes).merge(fault.victim(), 1, Integer::sum);
        if (fault.act() == ProcessFault.Act.KILL && fault.victim() == ProcessRole.COORDINATOR) {
            undecidedAtCoordinatorKills += undecided;
            coordinatorKillsThatHurt += undecided > 0 ? 1 : 0;
        }
        if (fault.act() == ProcessFault.Act.KILL && fault.victim().isShop()) {
            openAtShopKills += open;
        }
    }

    synchronized void happened(LineFault fault) {
        lines.merge(fault.act(), 1, Integer::sum);
    }

    synchronized int kills(ProcessRole player) {
        return kills.getOrDefault(player, 0);
    }

    synchronized int kills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int freezes() {
        return freezes.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int of(LineFault.Act act) {
        return lines.getOrDefault(act, 0);
    }

    synchronized int lineFaults() {
        return lines.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int undecidedAtCoordinatorKills() {
        return undecidedAtCoordinatorKills;
    }

    synchronized int coordinatorKillsThatHurt() {
        return coordinatorKillsThatHurt;
    }

    synchronized int openAtShopKills() {
        return openAtShopKills;
    }
}
