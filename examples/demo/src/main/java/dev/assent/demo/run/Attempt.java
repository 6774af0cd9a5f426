package dev.assent.demo.run;

import dev.assent.client.XidContext;
import dev.assent.demo.shop.Purchase;
import dev.assent.demo.shop.PurchaseListener;
import dev.assent.model.Xid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a purchase, in one global transaction, and how far it is. Its buyer's thread writes it, all threads
 * read it.
 */
final class Attempt implements PurchaseListener {
    private final Purchase purchase;
    private final CoordinatorKill kill;
    private volatile @Nullable Xid xid;
    private volatile int branches;
    private volatile boolean through;
    private volatile boolean leaving;
    private volatile StateAtKill atKill = StateAtKill.NOT_CONCERNED;

    Attempt(Purchase purchase, CoordinatorKill kill) {
        this.purchase = purchase;
        this.kill = kill;
    }

    @Override
    public void began() {
        xid = XidContext.current().orElseThrow();
    }

    @Override
    public void stepCommitted(String step) {
        int taken = branches + 1; // only this thread writes it
        branches = taken;
        kill.killIfItIsTime(this);
    }

    @Override
    public void bodyCompleted() {
        through = true;
    }

    @Override
    public void endRequested() {
        leaving = true;
    }

    Purchase purchase() {
        return purchase;
    }

    Optional<Xid> xid() {
        return Optional.ofNullable(xid);
    }

    int branches() {
        return branches;
    }

    /** Whether the body has returned, so that only the commit is left to do. */
    boolean isBodyCompleted() {
        return through;
    }

    /**
     * Whether the transaction has a branch and its end has not been requested: the coordinator cannot have decided it.
     */
    boolean isUndecided() {
        return branches > 0 && !leaving;
    }

    StateAtKill atKill() {
        return atKill;
    }

    void recordStateAtKill(StateAtKill state) {
        atKill = state;
    }

    /** The state of an attempt at the moment when the coordinator was killed. */
    enum StateAtKill {
        NOT_CONCERNED,
        /** The transaction has begun and has no branch yet. */
        BEGUN,
        UNDECIDED,
        /** Its end was requested and had not been answered. */
        UNANSWERED
    }
}
