package dev.assent.chaos.run;

import dev.assent.client.Transactions;
import dev.assent.demo.audit.Claim;
import dev.assent.model.AssentException;
import dev.assent.model.GlobalStatus;
import java.util.List;
import java.util.Optional;

/** Asks the coordinator for the outcomes that the shops could not report. */
final class OutcomeResolver {
    private final Transactions coordinator;
    private final Ledger ledger;

    OutcomeResolver(Transactions coordinator, Ledger ledger) {
        this.coordinator = coordinator;
        this.ledger = ledger;
    }

    /** Asks once for each purchase of unknown outcome. If there is no outcome yet, the next call asks again. */
    void ask() {
        for (Attempt attempt : ledger.unresolved()) {
            truth(attempt).ifPresent(claim -> ledger.foundOut(attempt, claim));
        }
    }

    /**
     * The coordinator may not know a transaction without a branch, which has changed nothing; it must know the others.
     */
    private Optional<Claim> truth(Attempt attempt) {
        if (attempt.xid().isEmpty()) {
            return Optional.of(Claim.ROLLED_BACK);
        }
        try {
            GlobalStatus status = coordinator.status(attempt.xid().get());
            if (status == GlobalStatus.FINISHED && attempt.steps() == 0) {
                return Optional.of(Claim.ROLLED_BACK);
            }
            return Optional.of(Claim.of(status)).filter(claim -> claim != Claim.UNKNOWN);
        } catch (AssentException e) {
            return Optional.empty(); // the coordinator is away
        }
    }

    /** @return the purchases whose outcome is still unknown at the deadline */
    List<Attempt> askUntilKnown(Deadline deadline) throws InterruptedException {
        while (!ledger.unresolved().isEmpty() && !deadline.isOver()) {
            ask();
            if (!ledger.unresolved().isEmpty()) {
                Pause.shortly();
            }
        }
        return ledger.unresolved();
    }
}
