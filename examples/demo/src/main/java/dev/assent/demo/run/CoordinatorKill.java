package dev.assent.demo.run;

import dev.assent.demo.audit.HeldRows;
import dev.assent.demo.run.Attempt.StateAtKill;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Kills the coordinator once, in the middle of a purchase and on that purchase's own thread, so that at least this
 * transaction is certainly undecided. Another transaction counts as undecided if it had a branch before the kill and
 * its end had not been requested after the kill.
 */
final class CoordinatorKill {
    /** The number of branches at the kill: the goods are taken, the account is not charged yet. */
    private static final int BRANCHES = 2;

    private final KillableCoordinator coordinator;
    private final int afterEnded;
    private final Tally tally;
    private final AtomicBoolean killed = new AtomicBoolean();
    private final HeldRows baskets;
    private volatile boolean locksSeen;
    private final Set<Attempt> inFlight = ConcurrentHashMap.newKeySet();

    /**
     * @param afterEnded the number of purchases that must have ended before the kill
     * @param baskets is asked before the kill for a row that is locked
     */
    CoordinatorKill(KillableCoordinator coordinator, int afterEnded, Tally tally, HeldRows baskets) {
        this.baskets = baskets;
        this.coordinator = coordinator;
        this.afterEnded = afterEnded;
        this.tally = tally;
    }

    void starts(Attempt attempt) {
        inFlight.add(attempt);
    }

    void ends(Attempt attempt) {
        inFlight.remove(attempt);
    }

    /** Called by an attempt after each of its steps, on its own thread. */
    void killIfItIsTime(Attempt attempt) {
        if (attempt.branches() == BRANCHES
                && tally.ended() >= afterEnded
                && !killed.get()
                && killed.compareAndSet(false, true)) {
            locksSeen =
                    !baskets.among(List.of((long) attempt.purchase().number())).isEmpty();
            List<Attempt> before =
                    inFlight.stream().filter(Attempt::isUndecided).toList();
            coordinator.kill();
            inFlight.stream()
                    .filter(other -> other.xid().isPresent())
                    .forEach(other -> other.recordStateAtKill(state(other, before)));
            coordinator.restart();
        }
    }

    /** Whether the coordinator reported a row as locked that was locked. */
    boolean locksSeen() {
        return locksSeen;
    }

    private static StateAtKill state(Attempt attempt, List<Attempt> before) {
        if (before.contains(attempt) && attempt.isUndecided()) {
            return StateAtKill.UNDECIDED;
        }
        return attempt.branches() == 0 ? StateAtKill.BEGUN : StateAtKill.UNANSWERED;
    }
}
