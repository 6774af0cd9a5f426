package dev.assent.chaos.run;

import dev.assent.chaos.plan.Workload;
import dev.assent.client.Transactions;
import dev.assent.demo.audit.Audit;
import dev.assent.demo.audit.Books;
import dev.assent.demo.audit.Claim;
import dev.assent.demo.services.ShopServices;
import dev.assent.demo.shop.Plan;
import dev.assent.model.GlobalStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** After the faults, waits a limited time until all transactions have ended, then audits databases and coordinator. */
final class FinalAudit {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Half of the time for which the coordinator remembers an outcome. */
    private static final Duration MEMORY = Duration.ofMinutes(30);
    /** Each attempt uses up an id, and databases skip some. */
    private static final int SKIPPED_IDS = 500;

    private final ShopServices observer;
    private final Transactions coordinator;
    private final Ledger ledger;
    private final List<Finding> findings = new ArrayList<>();

    FinalAudit(ShopServices observer, Ledger ledger) {
        this.observer = observer;
        this.coordinator = observer.client();
        this.ledger = ledger;
    }

    /** @param last the number of the last purchase */
    List<Finding> audit(Workload workload, int last) throws InterruptedException {
        Plan plan = workload.plan(last);
        if (!ledger.awaitQuiet(Deadline.in(PATIENCE))) {
            ledger.all().stream()
                    .filter(attempt -> !attempt.over())
                    .forEach(attempt ->
                            found(Promise.COMPLETION, attempt + " is not over after " + PATIENCE.toSeconds() + " s."));
        }
        new OutcomeResolver(coordinator, ledger)
                .askUntilKnown(Deadline.in(PATIENCE))
                .forEach(attempt -> found(
                        Promise.COMPLETION,
                        attempt + " has the status "
                                + coordinator.status(attempt.xid().orElseThrow()) + "."));
        long highestOrder = (long) last + SKIPPED_IDS;
        settle(plan, highestOrder);
        Books books = observer.books().read();
        Audit.of(plan, books, ledger.claims(), observer.heldRows(plan, highestOrder))
                .forEach(violation -> found(Promise.of(violation), violation.sentence()));
        endings();
        ledger.unexpected().forEach(sentence -> found(Promise.LIFE, sentence));
        return findings;
    }

    private void settle(Plan plan, long highestOrder) throws InterruptedException {
        Deadline deadline = Deadline.in(PATIENCE);
        while (!deadline.isOver()
                && !(observer.books().openUndo().values().stream().allMatch(rows -> rows == 0)
                        && observer.heldRows(plan, highestOrder).isEmpty())) {
            Pause.shortly();
        }
    }

    /** Checks that every transaction has ended, and with the outcome that was reported before. */
    private void endings() {
        for (Attempt attempt : ledger.all()) {
            if (attempt.xid().isPresent() && attempt.isYoungerThan(MEMORY)) {
                GlobalStatus status = coordinator.status(attempt.xid().get());
                boolean forgotten = status == GlobalStatus.FINISHED && attempt.steps() == 0;
                if (!forgotten && Claim.of(status) != attempt.claim()) {
                    found(Promise.ONE_DECISION, attempt + " has the status " + status + " now.");
                } else if (!forgotten && status != GlobalStatus.COMMITTED && status != GlobalStatus.ROLLBACKED) {
                    found(Promise.COMPLETION, attempt + " has the status " + status + " in the end.");
                }
            }
        }
    }

    private void found(Promise promise, String sentence) {
        findings.add(new Finding(promise, sentence));
    }
}
