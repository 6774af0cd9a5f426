package dev.assent.server.loop;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.CoreErrors;
import dev.assent.core.Event;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.Touched;
import dev.assent.core.TransactionDetails;
import dev.assent.core.TransactionState;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.server.delivery.LostCommits;
import dev.assent.server.errors.LogNames;
import dev.assent.server.errors.TransactionLines;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the log, and what operators remember of ended transactions, from facts: in order, once they are durable. */
final class Chronicle {
    private static final Logger log = LoggerFactory.getLogger(Chronicle.class);
    private static final int TIMEOUT_LINES_A_SECOND = 100;
    private static final int REMEMBERED_DECISIONS = 10_000;

    private final BiConsumer<TransactionDetails, Instant> ended;
    private final LostCommits lost;
    private final Map<Xid, Instant> rollbackDecided = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Xid, Instant> eldest) {
            return size() > REMEMBERED_DECISIONS;
        }
    };
    private int timeouts;

    /**
     * @param ended hears of each transaction that did not simply commit, and when it ended
     * @param lost branches without which a commit is no simple one
     */
    Chronicle(BiConsumer<TransactionDetails, Instant> ended, LostCommits lost) {
        this.ended = ended;
        this.lost = lost;
    }

    /** What to do with a fact when it is durable. Made when it is applied, since the transaction may be gone by then. */
    Runnable entry(Event event, Touched touched, Instant at) {
        Begun begun = touched.begun();
        if (event instanceof RollbackDecided decided && begun != null) {
            Runnable end = end(touched, at);
            return () -> {
                decided(decided, begun, at);
                end.run();
            };
        }
        if (event instanceof BranchParked parked && begun != null) {
            Optional<Branch> branch = touched.branch(parked.branch());
            Outcome outcome = touched.outcome();
            return () -> parked(parked, outcome == Outcome.COMMIT ? "commit" : "rollback", begun, branch);
        }
        return end(touched, at);
    }

    private static void parked(BranchParked parked, String outcome, Begun begun, Optional<Branch> branch) {
        String name = branch.map(LogNames::of).orElse("the saga's engine");
        log.warn(TransactionLines.parked(parked, outcome, LogNames.of(begun), name));
    }

    private void decided(RollbackDecided decided, Begun begun, Instant at) {
        rollbackDecided.put(decided.xid(), at);
        if (decided.cause() == Cause.TIMEOUT && ++timeouts > TIMEOUT_LINES_A_SECOND) {
            return;
        }
        log.info("{} is to be rolled back, decided by {}", LogNames.of(begun), CoreErrors.words(decided.cause()));
    }

    private Runnable end(Touched touched, Instant at) {
        return touched.hasEnded() ? () -> ended(touched).ifPresent(details -> end(details, at)) : () -> {};
    }

    private Optional<TransactionDetails> ended(Touched touched) {
        Xid xid = touched.xid();
        return xid == null || lost.of(xid).isEmpty() ? touched.ended() : touched.endedAnyhow();
    }

    private void end(TransactionDetails details, Instant at) {
        ended.accept(details, at);
        Instant decidedAt = rollbackDecided.remove(details.xid());
        if (details.status().state() == TransactionState.ROLLED_BACK && timeouts <= TIMEOUT_LINES_A_SECOND) {
            log.info(
                    "{} is rolled back, decided by {}: {}{}{}",
                    LogNames.of(details.xid(), details.begun()),
                    details.status().cause() == null
                            ? "its application"
                            : CoreErrors.words(details.status().cause()),
                    details.branches().size() == 1
                            ? "1 branch"
                            : details.branches().size() + " branches",
                    decidedAt == null ? "" : " in " + millis(decidedAt, at),
                    details.begun() == null ? "" : ", " + millis(details.begun().at(), at) + " after its begin");
        }
    }

    private static String millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() + " ms";
    }

    /** About every second. */
    void tick() {
        if (timeouts > TIMEOUT_LINES_A_SECOND) {
            log.info("{} more transactions have run out of time", timeouts - TIMEOUT_LINES_A_SECOND);
        }
        timeouts = 0;
    }
}
