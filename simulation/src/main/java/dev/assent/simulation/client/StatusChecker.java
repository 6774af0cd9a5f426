package dev.assent.simulation.client;

import dev.assent.model.GlobalStatus;
import dev.assent.model.Outcome;
import dev.assent.protocol.OutcomeDetail;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import org.jspecify.annotations.Nullable;

/** What a status says to a client that believes it to the letter. */
final class StatusChecker {
    private final World world;
    private final Ledger ledger;

    StatusChecker(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    /** Whether there is no need to ask again. */
    boolean isFinal(String xid, Question question, GlobalStatus status, @Nullable OutcomeDetail detail) {
        if (detail != null) {
            ledger.detail(xid, detail);
        }
        String evidence = "the answer " + status + " to " + question;
        world.say(evidence + " of " + xid);
        switch (status) {
            case BEGIN -> require(question == Question.STATUS, xid, evidence);
            case COMMITTED -> {
                ledger.outcome(xid, Outcome.COMMIT, evidence);
                ledger.allDone(xid, evidence);
            }
            case ASYNC_COMMITTING, COMMITTING, COMMIT_RETRYING -> ledger.outcome(xid, Outcome.COMMIT, evidence);
            case COMMIT_FAILED -> {
                ledger.outcome(xid, Outcome.COMMIT, evidence);
                require(ledger.mayBeParked(xid), xid, evidence);
            }
            case ROLLBACKED, TIMEOUT_ROLLBACKED -> ledger.undone(xid, evidence);
            case ROLLBACKING, TIMEOUT_ROLLBACKING, ROLLBACK_RETRYING -> ledger.outcome(xid, Outcome.ROLLBACK, evidence);
            case ROLLBACK_FAILED -> {
                ledger.outcome(xid, Outcome.ROLLBACK, evidence);
                require(ledger.mayBeParked(xid), xid, evidence);
            }
            case FINISHED -> {
                ledger.unknown(xid);
                world.reached(Marker.UNKNOWN_ANSWERED);
            }
            default -> require(false, xid, evidence);
        }
        if (question == Question.COMMIT && status == GlobalStatus.TIMEOUT_ROLLBACKED) {
            world.reached(Marker.COMMIT_CAME_TOO_LATE);
        }
        if (status == GlobalStatus.TIMEOUT_ROLLBACKING && question == Question.STATUS) {
            world.reached(Marker.TIMED_OUT);
        }
        return isFinal(question, status);
    }

    private static boolean isFinal(Question question, GlobalStatus status) {
        return switch (status) {
            case BEGIN, COMMITTING, COMMIT_RETRYING, ROLLBACKING, ROLLBACK_RETRYING -> false;
            case TIMEOUT_ROLLBACKING -> question != Question.STATUS;
            default -> true;
        };
    }

    private static void require(boolean fits, String xid, String evidence) {
        if (!fits) {
            throw new Violation(
                    Promise.HONEST_ANSWERS, "Expected an answer that fits, but got " + evidence + " of " + xid);
        }
    }
}
