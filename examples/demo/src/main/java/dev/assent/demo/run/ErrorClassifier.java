package dev.assent.demo.run;

import dev.assent.client.Transactions;
import dev.assent.demo.audit.Claim;
import dev.assent.demo.run.Attempt.TransactionStatus;
import dev.assent.demo.run.Tally.Retry;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an exception means to the customer: come again, or how it ended. */
final class Verdict {
    /** MariaDB's number for a wait for a row that took too long; its SQLState says nothing. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final Transactions coordinator;

    Verdict(Transactions coordinator) {
        this.coordinator = coordinator;
    }

    /** Why it is worth another try, if it is: the transaction is not committed and never will be. */
    Optional<Retry> retry(Attempt attempt, Throwable error) {
        @Nullable AssentException ours = find(AssentException.class, error);
        @Nullable SQLException database = find(SQLException.class, error);
        if (ours instanceof TryAgain) {
            return Optional.of(isOfDataSource(ours) ? Retry.ROW_LOCKED : Retry.COORDINATOR_AWAY);
        }
        if (ours instanceof RolledBack && attempt.atKill() == TransactionStatus.NOT_CONCERNED) {
            return Optional.of(isOfDataSource(ours) ? Retry.DATABASE_LOCK : Retry.COORDINATOR_AWAY);
        }
        if (ours == null && database != null && isLockWait(database)) {
            return Optional.of(Retry.DATABASE_LOCK);
        }
        return Optional.empty();
    }

    /** How an attempt ended that is not worth another try. */
    Ending ending(Attempt attempt, Throwable error) {
        if (attempt.isThrough() && error instanceof OutcomeUnknown) {
            return ask(attempt);
        }
        return attempt.atKill() == TransactionStatus.NOT_CONCERNED || find(AssentException.class, error) == null
                ? Ending.UNEXPECTED
                : Ending.LOST;
    }

    private Ending ask(Attempt attempt) {
        return switch (Claim.of(coordinator.status(attempt.xid().orElseThrow()))) {
            case COMMITTED -> Ending.COMMITTED;
            case ROLLED_BACK -> Ending.LOST;
            case UNKNOWN -> Ending.UNKNOWN;
        };
    }

    /** The second digit names the module. */
    private static boolean isOfDataSource(AssentException error) {
        return error.code().charAt("ASN-1".length()) == '3';
    }

    private static boolean isLockWait(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("40") || state.equals("HYT00") || error.getErrorCode() == LOCK_WAIT_TIMEOUT;
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
        }
        return null;
    }
}
