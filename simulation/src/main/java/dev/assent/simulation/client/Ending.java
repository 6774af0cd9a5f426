package dev.assent.simulation.client;

import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.Message;
import dev.assent.protocol.OutcomeDetail;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import org.jspecify.annotations.Nullable;

/** Commits or rolls back, asks until the outcome is known, and sometimes asks for the opposite afterwards. */
final class Ending {
    private static final int MOST_TRIES = 25;

    private final ClientProcess process;
    private final Chance chance;
    private final String xid;
    private final boolean commit;
    private final StatusChecker statusChecker;
    private int tries;
    private boolean contrary;
    private boolean lost;

    Ending(ClientProcess process, Chance chance, String xid, boolean commit) {
        this.process = process;
        this.chance = chance;
        this.xid = xid;
        this.commit = commit;
        this.statusChecker = new StatusChecker(process.world(), process.place().ledger());
    }

    void start() {
        ask(commit ? Question.COMMIT : Question.ROLLBACK);
    }

    private void ask(Question question) {
        Message message = switch (question) {
            case COMMIT -> new GlobalCommitRequest(xid, null);
            case ROLLBACK -> new GlobalRollbackRequest(xid, null);
            case STATUS -> new GlobalStatusRequest(xid, null);
        };
        if (question == Question.COMMIT) {
            process.place().ledger().causes().asksToCommit(xid);
        } else if (question == Question.ROLLBACK) {
            process.place().ledger().causes().asksToRollBack(xid);
        }
        process.link().ask(message, answer -> {
            if (answer.message() == null && question != Question.STATUS) {
                lost = true;
            }
            boolean known = answer.message() instanceof GlobalEndResponse response
                    && statusChecker.isFinal(xid, question, response.globalStatus(), detail(answer));
            if (known && lost && process.place().ledger().hasBranches(xid)) {
                process.world().reached(Marker.DECISION_OUTLIVED_ITS_ANSWER);
            }
            if (!known && ++tries < MOST_TRIES && !process.place().ledger().keepsFailing(xid)) {
                process.step(chance.millis(50, 2000), () -> ask(next()));
            } else if (known && !contrary && chance.oneIn(8)) {
                process.world().reached(Marker.CONTRARY_QUESTION);
                contrary = true;
                ask(commit ? Question.ROLLBACK : Question.COMMIT);
            } else {
                process.scriptEnded();
            }
        });
    }

    /** An answer to our client must say more than the status. */
    private @Nullable OutcomeDetail detail(Answer answer) {
        if (process.isAssent() && answer.detail() == null) {
            throw new Violation(
                    Promise.HONEST_ANSWERS,
                    "Expected the answer to our client to name the outcome in detail, but got " + answer);
        }
        return answer.detail();
    }

    private Question next() {
        return chance.oneIn(2) ? Question.STATUS : commit ? Question.COMMIT : Question.ROLLBACK;
    }
}
