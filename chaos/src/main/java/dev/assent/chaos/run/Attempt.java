package dev.assent.chaos.run;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.service.ShopEvent;
import dev.assent.demo.audit.Claim;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.Optional;

/**
 * A purchase and what its shop has reported about it.
 *
 * @param steps the number of local commits that were acknowledged
 * @param leaving whether the end of the transaction is requested, or about to be
 * @param over whether the shop will report nothing more
 * @param claim the outcome that the shop reported, or that the coordinator answered later
 * @param asked whether the outcome had to be asked for
 * @param since the time of the request, in nanoseconds of this process
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
    static Attempt requested(int purchase, ProcessRole shop) {
        return new Attempt(purchase, shop, Optional.empty(), 0, false, false, Claim.UNKNOWN, false, System.nanoTime());
    }

    Attempt after(ShopEvent word) {
        return switch (word.kind()) {
            case BEGAN ->
                new Attempt(
                        purchase, shop, Optional.of(new Xid(word.text())), steps, leaving, over, claim, asked, since);
            case STEP_COMMITTED -> new Attempt(purchase, shop, xid, steps + 1, leaving, over, claim, asked, since);
            case END_REQUESTED -> new Attempt(purchase, shop, xid, steps, true, over, claim, asked, since);
            case ENDED, FAILED_BY_FAULT, UNEXPECTED ->
                new Attempt(purchase, shop, xid, steps, leaving, true, word.claim(), asked, since);
        };
    }

    /** The shop of this purchase was killed. */
    Attempt orphaned() {
        return new Attempt(purchase, shop, xid, steps, leaving, true, Claim.UNKNOWN, false, since);
    }

    Attempt foundOut(Claim truth) {
        return new Attempt(purchase, shop, xid, steps, leaving, over, truth, true, since);
    }

    /** Whether it has a branch and its end was not requested: only a time-out can have decided it. */
    boolean isUndecided() {
        return steps > 0 && !leaving && !over;
    }

    /** Whether it is over and its outcome is not known. */
    boolean isUnresolved() {
        return over && claim == Claim.UNKNOWN;
    }

    boolean isYoungerThan(Duration age) {
        return System.nanoTime() - since < age.toNanos();
    }
}
