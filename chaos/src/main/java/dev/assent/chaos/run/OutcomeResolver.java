package dev.assent.chaos.run;

import dev.assent.client.Transactions;
import dev.assent.demo.audit.Claim;
import dev.assent.model.AssentException;
import dev.assent.model.GlobalStatus;
import java.util.List;
import java.util.Optional;

/** Asks the coordinator for what nobody was told. */
final class OutcomeResolver {
    private final Transactions coordinator;
    private final Ledger ledger;

    OutcomeResolver(Transactions coordinator, Ledger ledger) {
        this.coordinator = coordinator;
        this.ledger = ledger;
    }

    /** Asks once for each; those still open, or not answered, are asked for the next time. */
    void ask() {
        for (Attempt attempt : ledger.unresolved()) {
            truth(attempt).ifPresent(claim -> ledger.foundOut(attempt, claim));
        }
    }

    /** A transaction that never had a branch may be unknown, and has done nothing then; one that had may not. */
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
            return Optional.empty(); // it is away
        }
    }

    /** @return what is not known when everything is known, or the time is over */
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
