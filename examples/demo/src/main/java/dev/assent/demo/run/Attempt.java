package dev.assent.demo.run;

import dev.assent.client.XidContext;
import dev.assent.demo.shop.Purchase;
import dev.assent.demo.shop.Witness;
import dev.assent.model.Xid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One try at a purchase, in one global transaction: how far it has come. Written by its buyer, read by all. */
final class Attempt implements Witness {
    private final Purchase purchase;
    private final PowerCut powerCut;
    private volatile @Nullable Xid xid;
    private volatile int branches;
    private volatile boolean through;
    private volatile boolean leaving;
    private volatile TransactionStatus atKill = TransactionStatus.NOT_CONCERNED;

    Attempt(Purchase purchase, PowerCut powerCut) {
        this.purchase = purchase;
        this.powerCut = powerCut;
    }

    @Override
    public void began() {
        xid = XidContext.current().orElseThrow();
    }

    @Override
    public void took(String step) {
        int taken = branches + 1; // no other thread writes it
        branches = taken;
        powerCut.perhaps(this);
    }

    @Override
    public void through() {
        through = true;
    }

    @Override
    public void leaves() {
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

    /** The body has returned: nothing but the commit was left to do. */
    boolean isThrough() {
        return through;
    }

    /** With a branch, and neither commit nor roll-back asked for: the coordinator cannot have decided it. */
    boolean isUndecided() {
        return branches > 0 && !leaving;
    }

    TransactionStatus atKill() {
        return atKill;
    }

    void stoodAtKill(TransactionStatus standing) {
        atKill = standing;
    }

    /** Where it stood when the coordinator was killed. */
    enum TransactionStatus {
        NOT_CONCERNED,
        /** Begun, no branch yet. */
        BEGUN,
        UNDECIDED,
        /** Commit or roll-back was asked for, and no answer had come. */
        UNANSWERED
    }
}
