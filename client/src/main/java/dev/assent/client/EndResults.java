package dev.assent.client;

import dev.assent.client.Transactions.Ending;
import dev.assent.model.AssentException;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.GlobalEndResponse;
import java.util.Optional;

/**
 * What a status means to who asked for a commit or a rollback. For Seata's clients our coordinator chooses, among the
 * statuses that make them raise, the least wrong; ours reads {@link Extensions#OUTCOME} beside it.
 */
final class EndResults {
    private final CoordinatorAddress address;

    EndResults(CoordinatorAddress address) {
        this.address = address;
    }

    Ending ofCommit(Xid xid, Answer<? extends GlobalEndResponse> answer) {
        EndStatus fate = fate(answer);
        return switch (fate) {
            case COMMITTED -> Ending.COMMITTED;
            case COMMITTING -> Ending.COMMIT_RETRYING;
            case COMMIT_STUCK ->
                throw ClientErrors.commitGivenUp(xid, status(answer).name());
            case ROLLED_BACK, ROLLING_BACK ->
                throw isStuck(answer)
                        ? ClientErrors.rollbackGivenUp(xid, how(answer))
                        : ClientErrors.rolledBack(xid, how(answer));
            case ROLLBACK_STUCK -> throw ClientErrors.rollbackGivenUp(xid, how(answer));
            case OPEN, FORGOTTEN, UNCLEAR -> throw undecided(fate, xid, "commit transaction " + xid, answer);
        };
    }

    Ending ofRollback(Xid xid, Answer<? extends GlobalEndResponse> answer) {
        EndStatus fate = fate(answer);
        return switch (fate) {
            case ROLLED_BACK -> Ending.ROLLED_BACK;
            case ROLLING_BACK -> Ending.ROLLBACK_RETRYING;
            case ROLLBACK_STUCK -> Ending.ROLLBACK_FAILED;
            case COMMITTED, COMMITTING, COMMIT_STUCK -> throw ClientErrors.committedAlready(xid, how(answer));
            case OPEN, FORGOTTEN, UNCLEAR -> throw undecided(fate, xid, "roll back transaction " + xid, answer);
        };
    }

    private AssentException undecided(
            EndStatus fate, Xid xid, String task, Answer<? extends GlobalEndResponse> answer) {
        if (fate == EndStatus.FORGOTTEN) {
            return ClientErrors.notKnown(address, xid);
        }
        String said = answer.message().result().msg();
        String why = said == null ? "its status is " + status(answer) + '.' : said;
        return fate == EndStatus.OPEN
                ? ClientErrors.stillOpen(address, task, why)
                : ClientErrors.strangeStatus(address, task, why);
    }

    /** What one of our coordinators adds to its status: words like "rolled back by timeout". */
    static Optional<String> words(Answer<?> answer) {
        return Optional.ofNullable(answer.head().get(Extensions.OUTCOME)).filter(text -> !text.isEmpty());
    }

    /** The status that makes Seata's clients raise says "being rolled back" even where nobody is at it any more. */
    private static boolean isStuck(Answer<?> answer) {
        return words(answer)
                .filter(text -> text.startsWith("being rolled back, but")
                        || text.startsWith("ended by force before every branch"))
                .isPresent();
    }

    private static String how(Answer<? extends GlobalEndResponse> answer) {
        return words(answer).orElseGet(() -> plainWords(answer));
    }

    private static String plainWords(Answer<? extends GlobalEndResponse> answer) {
        String words = switch (fate(answer)) {
            case COMMITTED, COMMIT_STUCK -> "committed";
            case COMMITTING -> "being committed";
            case ROLLED_BACK -> "rolled back";
            case ROLLING_BACK -> "being rolled back";
            case ROLLBACK_STUCK -> "being rolled back, and a branch could not be undone";
            case OPEN, FORGOTTEN, UNCLEAR -> status(answer).name();
        };
        // Assent sends these two whatever the cause was
        boolean byTimeout =
                status(answer).name().startsWith("TIMEOUT_") && !answer.peer().isAssent();
        return byTimeout ? words + " by timeout" : words;
    }

    private static EndStatus fate(Answer<? extends GlobalEndResponse> answer) {
        return EndStatus.of(status(answer));
    }

    private static GlobalStatus status(Answer<? extends GlobalEndResponse> answer) {
        return answer.message().globalStatus();
    }
}
