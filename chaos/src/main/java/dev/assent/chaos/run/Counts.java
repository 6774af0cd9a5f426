package dev.assent.chaos.run;

import dev.assent.chaos.plan.ConnectionFault;
import dev.assent.chaos.plan.ProcessFault;
import dev.assent.chaos.plan.ProcessRole;
import java.util.EnumMap;
import java.util.Map;

/** Counts the faults that happened, and the transactions that were open then. Safe for many threads. */
final class Counts {
    private final Map<ProcessRole, Integer> kills = new EnumMap<>(ProcessRole.class);
    private final Map<ProcessRole, Integer> freezes = new EnumMap<>(ProcessRole.class);
    private final Map<ConnectionFault.Act, Integer> lines = new EnumMap<>(ConnectionFault.Act.class);
    private int undecidedAtCoordinatorKills;
    private int coordinatorKillsWithUndecided;
    private int openAtShopKills;

    /**
     * @param undecided the number of transactions with a branch whose end was not requested yet
     * @param open the number of purchases that the victim was making, if it is a shop
     */
    synchronized void happened(ProcessFault fault, int undecided, int open) {
        (fault.act() == ProcessFault.Act.KILL ? kills : freezes).merge(fault.victim(), 1, Integer::sum);
        if (fault.act() == ProcessFault.Act.KILL && fault.victim() == ProcessRole.COORDINATOR) {
            undecidedAtCoordinatorKills += undecided;
            coordinatorKillsWithUndecided += undecided > 0 ? 1 : 0;
        }
        if (fault.act() == ProcessFault.Act.KILL && fault.victim().isShop()) {
            openAtShopKills += open;
        }
    }

    synchronized void happened(ConnectionFault fault) {
        lines.merge(fault.act(), 1, Integer::sum);
    }

    synchronized int kills(ProcessRole role) {
        return kills.getOrDefault(role, 0);
    }

    synchronized int kills() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int freezes() {
        return freezes.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int of(ConnectionFault.Act act) {
        return lines.getOrDefault(act, 0);
    }

    synchronized int connectionFaults() {
        return lines.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int undecidedAtCoordinatorKills() {
        return undecidedAtCoordinatorKills;
    }

    synchronized int coordinatorKillsWithUndecided() {
        return coordinatorKillsWithUndecided;
    }

    synchronized int openAtShopKills() {
        return openAtShopKills;
    }
}
