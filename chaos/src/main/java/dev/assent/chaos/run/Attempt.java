package dev.assent.chaos.run;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.service.ShopEvent;
import dev.assent.demo.audit.Claim;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.Optional;

/**
 * A purchase and all that was heard of it.
 *
 * @param steps local commits that were answered
 * @param leaving commit or roll-back is asked for, or is about to be
 * @param over nothing more will be heard
 * @param claim what was told, or found out by asking
 * @param asked whether it had to be found out
 * @param since when it was wanted, in nanoseconds of this process
 */
record Attempt(
        int purchase,
        ProcessRole shop,
        Optional<Xid> xid,
        int steps,
        boolean leaving,
        boolean over,
        Claim claim,
        boolean asked,
        long since) {
    static Attempt wanted(int purchase, ProcessRole shop) {
        return new Attempt(purchase, shop, Optional.empty(), 0, false, false, Claim.UNKNOWN, false, System.nanoTime());
    }

    Attempt after(ShopEvent word) {
        return switch (word.kind()) {
            case BEGAN ->
                new Attempt(
                        purchase, shop, Optional.of(new Xid(word.text())), steps, leaving, over, claim, asked, since);
            case TOOK -> new Attempt(purchase, shop, xid, steps + 1, leaving, over, claim, asked, since);
            case LEAVES -> new Attempt(purchase, shop, xid, steps, true, over, claim, asked, since);
            case ENDED, TURNED_AWAY, UNEXPECTED ->
                new Attempt(purchase, shop, xid, steps, leaving, true, word.claim(), asked, since);
        };
    }

    /** Whoever made it is dead. */
    Attempt orphaned() {
        return new Attempt(purchase, shop, xid, steps, leaving, true, Claim.UNKNOWN, false, since);
    }

    Attempt foundOut(Claim truth) {
        return new Attempt(purchase, shop, xid, steps, leaving, over, truth, true, since);
    }

    /** With a branch, and neither commit nor roll-back asked for: the coordinator cannot have decided it, but by time. */
    boolean isUndecided() {
        return steps > 0 && !leaving && !over;
    }

    /** Nobody was told how it ended. */
    boolean isUnresolved() {
        return over && claim == Claim.UNKNOWN;
    }

    boolean isYoungerThan(Duration age) {
        return System.nanoTime() - since < age.toNanos();
    }
}
