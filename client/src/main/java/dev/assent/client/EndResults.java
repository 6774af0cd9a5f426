package dev.assent.client;

import dev.assent.client.Transactions.Ending;
import dev.assent.model.AssentException;
import dev.assent.model.Cause;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.OutcomeCode;
import dev.assent.protocol.OutcomeDetail;

/**
 * What an answer means to the caller of a commit or a rollback. For Seata's clients our coordinator chooses, among the
 * statuses that make them raise, the least wrong; our client reads {@link OutcomeDetail} beside it.
 */
final class EndResults {
    private final CoordinatorAddress address;

    EndResults(CoordinatorAddress address) {
        this.address = address;
    }

    Ending ofCommit(Xid xid, Answer<? extends GlobalEndResponse> answer) {
        EndStatus end = endOfCommit(answer);
        return switch (end) {
            case COMMITTED -> Ending.COMMITTED;
            case COMMITTING -> Ending.COMMIT_RETRYING;
            case COMMIT_FAILED ->
                throw ClientErrors.commitFailed(xid, status(answer).name());
            case ROLLED_BACK -> throw ClientErrors.rolledBack(xid, words(answer));
            case ROLLING_BACK -> throw ClientErrors.rollingBack(xid, words(answer));
            case ROLLBACK_FAILED -> throw ClientErrors.rollbackFailed(xid, words(answer));
            case OPEN, FORGOTTEN, UNCLEAR -> throw undecided(end, xid, "commit transaction " + xid, answer);
        };
    }

    Ending ofRollback(Xid xid, Answer<? extends GlobalEndResponse> answer) {
        EndStatus end = EndStatus.of(status(answer));
        return switch (end) {
            case ROLLED_BACK -> Ending.ROLLED_BACK;
            case ROLLING_BACK -> Ending.ROLLBACK_RETRYING;
            case ROLLBACK_FAILED -> Ending.ROLLBACK_FAILED;
            case COMMITTED, COMMITTING, COMMIT_FAILED -> throw ClientErrors.committedAlready(xid, words(answer));
            case OPEN, FORGOTTEN, UNCLEAR -> throw undecided(end, xid, "roll back transaction " + xid, answer);
        };
    }

    /**
     * The status that makes Seata's clients raise an error says "rolling back" even where a person has to look at what
     * stands. A caller that starts over would then work on rows that are not undone, so the code counts; a code that this
     * release does not know promises nothing.
     */
    private static EndStatus endOfCommit(Answer<? extends GlobalEndResponse> answer) {
        EndStatus end = EndStatus.of(status(answer));
        OutcomeCode code =
                OutcomeDetail.in(answer.head()).map(OutcomeDetail::code).orElseGet(() -> code(end));
        if (!end.isRollback()) {
            return end;
        }
        return code == OutcomeCode.UNRECOGNISED
                ? EndStatus.UNCLEAR
                : code.needsPerson() ? EndStatus.ROLLBACK_FAILED : end;
    }

    private AssentException undecided(EndStatus end, Xid xid, String task, Answer<? extends GlobalEndResponse> answer) {
        if (end == EndStatus.FORGOTTEN) {
            return ClientErrors.notKnown(address, xid);
        }
        String said = answer.message().result().msg();
        String why = said == null ? "its status is " + status(answer) + '.' : said;
        return end == EndStatus.OPEN
                ? ClientErrors.stillOpen(address, task, why)
                : ClientErrors.strangeStatus(address, task, why);
    }

    private static String words(Answer<? extends GlobalEndResponse> answer) {
        return OutcomeWords.of(OutcomeDetail.in(answer.head()).orElseGet(() -> detail(answer)));
    }

    /** What a status alone says of the outcome: that of a Seata server, which adds nothing to it. */
    private static OutcomeDetail detail(Answer<? extends GlobalEndResponse> answer) {
        // Assent sends these two statuses whatever the cause was
        boolean byTimeout =
                status(answer).name().startsWith("TIMEOUT_") && !answer.peer().isAssent();
        return new OutcomeDetail(code(EndStatus.of(status(answer))), byTimeout ? Cause.TIMEOUT : null, false);
    }

    private static OutcomeCode code(EndStatus end) {
        return switch (end) {
            case OPEN -> OutcomeCode.OPEN;
            case COMMITTED -> OutcomeCode.COMMITTED;
            case COMMITTING -> OutcomeCode.COMMITTING;
            case COMMIT_FAILED -> OutcomeCode.COMMIT_FAILED;
            case ROLLED_BACK -> OutcomeCode.ROLLED_BACK;
            case ROLLING_BACK -> OutcomeCode.ROLLING_BACK;
            case ROLLBACK_FAILED -> OutcomeCode.ROLLBACK_FAILED;
            case FORGOTTEN -> OutcomeCode.UNKNOWN;
            case UNCLEAR -> OutcomeCode.UNRECOGNISED;
        };
    }

    private static GlobalStatus status(Answer<? extends GlobalEndResponse> answer) {
        return answer.message().globalStatus();
    }
}
