package dev.assent.chaos.run;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.demo.audit.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The result of a campaign. */
public final class Outcome {
    private final Ledger ledger;
    private final Counts counts;
    private final List<Finding> findings;
    private final Duration took;

    Outcome(Ledger ledger, Counts counts, List<Finding> findings, Duration took) {
        this.ledger = ledger;
        this.counts = counts;
        this.findings = List.copyOf(findings);
        this.took = took;
    }

    List<Finding> findings() {
        return findings;
    }

    Counts counts() {
        return counts;
    }

    /** How long faults were injected, without the final audit. */
    Duration took() {
        return took;
    }

    long transactions() {
        return ledger.count(attempt -> attempt.xid().isPresent());
    }

    long ended(Claim claim) {
        return ledger.count(attempt -> attempt.xid().isPresent() && attempt.claim() == claim);
    }

    long asked(Claim claim) {
        return ledger.count(attempt -> attempt.asked() && attempt.claim() == claim);
    }

    public boolean isBroken() {
        return !findings.isEmpty();
    }

    /** Why the campaign proves nothing; empty if it proves something. */
    public List<String> shortcomings() {
        List<String> found = new ArrayList<>();
        require(found, ended(Claim.COMMITTED) > 0, "no purchase was committed");
        require(found, ended(Claim.ROLLED_BACK) > 0, "no purchase was rolled back");
        require(found, counts.kills(ProcessRole.COORDINATOR) > 0, "the coordinator was never killed");
        require(
                found,
                counts.coordinatorKillsWithUndecided() > 0,
                "no transaction was undecided at any kill of the coordinator");
        require(found, counts.kills() > counts.kills(ProcessRole.COORDINATOR), "no service and no shop was killed");
        require(found, counts.freezes() > 0, "no process was stopped for a while");
        require(found, counts.connectionFaults() > 0, "no connection met a fault");
        return found;
    }

    private static void require(List<String> found, boolean shown, String otherwise) {
        if (!shown) {
            found.add(otherwise);
        }
    }
}
