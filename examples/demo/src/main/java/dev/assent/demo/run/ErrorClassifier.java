package dev.assent.demo.run;

import dev.assent.client.Transactions;
import dev.assent.demo.audit.Claim;
import dev.assent.demo.run.Attempt.StateAtKill;
import dev.assent.demo.run.Tally.Retry;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Classifies the exception of an attempt: try the purchase again, or how the purchase has ended. */
final class ErrorClassifier {
    /** MariaDB's error number for a lock wait time-out, which has no SQLState of its own. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final Transactions coordinator;

    ErrorClassifier(Transactions coordinator) {
        this.coordinator = coordinator;
    }

    /**
     * The reason for another attempt, if the transaction is certainly not committed and another attempt may succeed.
     */
    Optional<Retry> retry(Attempt attempt, Throwable error) {
        @Nullable AssentException ours = find(AssentException.class, error);
        @Nullable SQLException database = find(SQLException.class, error);
        if (ours instanceof TryAgain) {
            return Optional.of(isOfDataSource(ours) ? Retry.ROW_LOCKED : Retry.COORDINATOR_AWAY);
        }
        if (ours instanceof RolledBack && attempt.atKill() == StateAtKill.NOT_CONCERNED) {
            return Optional.of(isOfDataSource(ours) ? Retry.DATABASE_LOCK : Retry.COORDINATOR_AWAY);
        }
        if (ours == null && database != null && isLockWait(database)) {
            return Optional.of(Retry.DATABASE_LOCK);
        }
        return Optional.empty();
    }

    /** How an attempt ended for which {@link #retry} is empty. */
    Ending ending(Attempt attempt, Throwable error) {
        if (attempt.isBodyCompleted() && error instanceof OutcomeUnknown) {
            return ask(attempt);
        }
        return attempt.atKill() == StateAtKill.NOT_CONCERNED || find(AssentException.class, error) == null
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

    /** The second digit of a code names the module. */
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
