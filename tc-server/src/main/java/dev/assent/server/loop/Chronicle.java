package dev.assent.server.loop;

import dev.assent.core.Begun;
import dev.assent.core.CoreErrors;
import dev.assent.core.Event;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.Touched;
import dev.assent.core.TransactionDetails;
import dev.assent.core.TransactionState;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.session.Session;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the log, and what operators remember of ended transactions, from facts: in order, once they are durable. */
final class Chronicle {
    private static final Logger log = LoggerFactory.getLogger(Chronicle.class);
    private static final int TIMEOUT_LINES_A_SECOND = 100;

    private final BiConsumer<TransactionDetails, Instant> ended;
    private int timeouts;

    /** @param ended hears of each transaction that did not simply commit, and when it ended */
    Chronicle(BiConsumer<TransactionDetails, Instant> ended) {
        this.ended = ended;
    }

    /** What to do with a fact when it is durable. Made when it is applied, since the transaction may be gone by then. */
    Runnable entry(Event event, Touched touched, Instant at) {
        Begun begun = touched.begun();
        if (event instanceof RollbackDecided decided && begun != null) {
            Runnable end = end(touched, at);
            return () -> {
                decided(decided, begun);
                end.run();
            };
        }
        Outcome outcome = touched.outcome();
        if (event instanceof BranchParked parked && outcome != null) {
            return () -> log.warn(ServerErrors.parked(parked, outcome));
        }
        return end(touched, at);
    }

    private void decided(RollbackDecided decided, Begun begun) {
        if (decided.cause() == Cause.TIMEOUT && ++timeouts > TIMEOUT_LINES_A_SECOND) {
            return;
        }
        log.info(
                "transaction {} ({} of {}) is to be rolled back, decided by {}",
                decided.xid(),
                Session.printable(begun.name()),
                Session.printable(begun.by().applicationId()),
                CoreErrors.words(decided.cause()));
    }

    private Runnable end(Touched touched, Instant at) {
        return touched.hasEnded() ? () -> touched.ended().ifPresent(details -> end(details, at)) : () -> {};
    }

    private void end(TransactionDetails details, Instant at) {
        ended.accept(details, at);
        if (details.status().state() == TransactionState.ROLLED_BACK && timeouts <= TIMEOUT_LINES_A_SECOND) {
            log.info("transaction {} is rolled back", details.xid());
        }
    }

    /** About every second. */
    void tick() {
        if (timeouts > TIMEOUT_LINES_A_SECOND) {
            log.info("{} more transactions have run out of time", timeouts - TIMEOUT_LINES_A_SECOND);
        }
        timeouts = 0;
    }
}
