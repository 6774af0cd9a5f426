package dev.assent.crash;

import dev.assent.client.XidContext;
import dev.assent.demo.shop.PurchaseListener;
import dev.assent.model.Xid;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A purchase under way, and how far it has come. Written by its buyer, read by all. */
final class Attempt implements PurchaseListener {
    private final Consumer<Attempt> afterEachStep;
    private volatile @Nullable Xid xid;
    private volatile int branches;
    private volatile boolean through;
    private volatile boolean leaving;

    /** @param afterEachStep called by the buyer, after the begin too */
    Attempt(Consumer<Attempt> afterEachStep) {
        this.afterEachStep = afterEachStep;
    }

    @Override
    public void began() {
        xid = XidContext.current().orElseThrow();
        afterEachStep.accept(this);
    }

    @Override
    public void stepCommitted(String step) {
        int taken = branches + 1; // no other thread writes it
        branches = taken;
        afterEachStep.accept(this);
    }

    @Override
    public void bodyCompleted() {
        through = true;
    }

    @Override
    public void endRequested() {
        leaving = true;
    }

    Optional<Xid> xid() {
        return Optional.ofNullable(xid);
    }

    int branches() {
        return branches;
    }

    /** Nothing but the commit was left to do. */
    boolean isBodyCompleted() {
        return through;
    }

    /** With a branch, and neither commit nor roll-back asked for: the coordinator cannot have decided it. */
    boolean isUndecided() {
        return branches > 0 && !leaving;
    }
}
