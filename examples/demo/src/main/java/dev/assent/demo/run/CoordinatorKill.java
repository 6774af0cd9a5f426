package dev.assent.demo.run;

import dev.assent.demo.audit.HeldRows;
import dev.assent.demo.run.Attempt.TransactionStatus;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Kills the coordinator in the middle of a purchase, by the hand of its own buyer: so at least this transaction is
 * undecided, beyond doubt. Others are counted as undecided if they had a branch before the kill and had asked for no
 * ending after it.
 */
final class PowerCut {
    /** The goods are taken, the money is not. */
    private static final int BRANCHES = 2;

    private final Plug plug;
    private final int afterEnded;
    private final Tally tally;
    private final AtomicBoolean pulled = new AtomicBoolean();
    private final HeldRows baskets;
    private volatile boolean locksSeen;
    private final Set<Attempt> inFlight = ConcurrentHashMap.newKeySet();

    /**
     * @param afterEnded not before so many purchases have ended
     * @param baskets asked before the kill for a row that is held
     */
    PowerCut(Plug plug, int afterEnded, Tally tally, HeldRows baskets) {
        this.baskets = baskets;
        this.plug = plug;
        this.afterEnded = afterEnded;
        this.tally = tally;
    }

    void starts(Attempt attempt) {
        inFlight.add(attempt);
    }

    void ends(Attempt attempt) {
        inFlight.remove(attempt);
    }

    /** Called by an attempt after each of its steps, on its thread. */
    void perhaps(Attempt attempt) {
        if (attempt.branches() == BRANCHES
                && tally.ended() >= afterEnded
                && !pulled.get()
                && pulled.compareAndSet(false, true)) {
            locksSeen =
                    !baskets.among(List.of((long) attempt.purchase().number())).isEmpty();
            List<Attempt> before =
                    inFlight.stream().filter(Attempt::isUndecided).toList();
            plug.pull();
            inFlight.stream()
                    .filter(other -> other.xid().isPresent())
                    .forEach(other -> other.stoodAtKill(standing(other, before)));
            plug.putBack();
        }
    }

    /** Whether the coordinator, asked for a row that was held, said so. */
    boolean locksSeen() {
        return locksSeen;
    }

    private static TransactionStatus standing(Attempt attempt, List<Attempt> before) {
        if (before.contains(attempt) && attempt.isUndecided()) {
            return TransactionStatus.UNDECIDED;
        }
        return attempt.branches() == 0 ? TransactionStatus.BEGUN : TransactionStatus.UNANSWERED;
    }
}
