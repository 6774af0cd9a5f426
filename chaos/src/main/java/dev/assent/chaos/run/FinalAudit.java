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
import java.util.stream.Stream;

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
                .forEach(attempt -> found(Promise.COMPLETION, attempt + " has the status " + status(attempt) + "."));
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
        while (!deadline.isOver() && !isSettled(plan, highestOrder)) {
            Pause.shortly();
        }
    }

    /** The undo rows are gone before the coordinator has the answers, so its transactions are asked for as well. */
    private boolean isSettled(Plan plan, long highestOrder) {
        return observer.books().openUndo().values().stream().allMatch(rows -> rows == 0)
                && observer.heldRows(plan, highestOrder).isEmpty()
                && remembered().map(this::status).allMatch(FinalAudit::isEnd);
    }

    private static boolean isEnd(GlobalStatus status) {
        return status == GlobalStatus.COMMITTED || status == GlobalStatus.ROLLBACKED || status == GlobalStatus.FINISHED;
    }

    private Stream<Attempt> remembered() {
        return ledger.all().stream().filter(attempt -> attempt.xid().isPresent() && attempt.isYoungerThan(MEMORY));
    }

    private GlobalStatus status(Attempt attempt) {
        return coordinator.status(attempt.xid().orElseThrow());
    }

    /** Checks that every transaction has ended, and with the outcome that was reported before. */
    private void endings() {
        remembered().forEach(attempt -> {
            GlobalStatus status = status(attempt);
            boolean forgotten = status == GlobalStatus.FINISHED && attempt.steps() == 0;
            if (!forgotten && Claim.of(status) != attempt.claim()) {
                found(Promise.ONE_DECISION, attempt + " has the status " + status + " now.");
            } else if (!forgotten && status != GlobalStatus.COMMITTED && status != GlobalStatus.ROLLBACKED) {
                found(Promise.COMPLETION, attempt + " has the status " + status + " in the end.");
            }
        });
    }

    private void found(Promise promise, String sentence) {
        findings.add(new Finding(promise, sentence));
    }
}
