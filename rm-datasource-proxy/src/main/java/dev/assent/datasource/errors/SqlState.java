package dev.assent.datasource.errors;

import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransactionRollbackException;
import org.jspecify.annotations.Nullable;

/** The SQLState of each kind of error, which pools and frameworks look at. */
@SuppressWarnings("ImmutableEnumChecker") // a maker is a constructor
public enum SqlState {
    /** Serialization failure: roll back locally and run it again. */
    TRY_AGAIN(TryAgain.class, "40001", SQLTransactionRollbackException::new),
    /**
     * Transaction is rolled back (ODBC's state): frameworks must not take it for an error that a repetition of the local
     * transaction mends, as all of class 40 are.
     */
    ROLLED_BACK(RolledBack.class, "25S03", SQLNonTransientException::new),
    /** Transaction resolution unknown: a pool throws the connection away. */
    OUTCOME_UNKNOWN(OutcomeUnknown.class, "08007", SQLNonTransientConnectionException::new),
    /** Invalid transaction state. */
    NOT_ALLOWED(NotAllowed.class, "25000", SQLNonTransientException::new);

    private final Class<? extends AssentException> kind;
    private final String state;
    private final Maker maker;

    SqlState(Class<? extends AssentException> kind, String state, Maker maker) {
        this.kind = kind;
        this.state = state;
        this.maker = maker;
    }

    Class<? extends AssentException> kind() {
        return kind;
    }

    /** The only place where our errors become SQLExceptions. */
    public static SQLException of(AssentException error) {
        for (SqlState row : values()) {
            if (row.kind.isInstance(error)) {
                return row.maker.make(error.getMessage(), row.state, error);
            }
        }
        throw new IllegalArgumentException("Expected a kind of error with an SQLState, but got " + error);
    }

    private interface Maker {
        SQLException make(@Nullable String message, String state, Throwable cause);
    }
}
