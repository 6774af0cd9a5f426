package org.apache.seata.core.exception;

import dev.assent.model.AssentException;
import org.jspecify.annotations.Nullable;

/**
 * What the programmatic API throws. Its cause is an {@link AssentException} that says what the caller may do next; the code
 * says the same in Seata's words: {@code IO} for <i>try again</i>, {@code GlobalTransactionNotActive}
 * for <i>rolled back</i>, {@code CommitHeuristic} for <i>outcome unknown</i>, {@code GlobalTransactionStatusInvalid} for
 * <i>not allowed</i>.
 */
public class TransactionException extends Exception {
    protected TransactionExceptionCode code = TransactionExceptionCode.Unknown;

    public TransactionException(TransactionExceptionCode code) {
        this.code = code;
    }

    public TransactionException(TransactionExceptionCode code, @Nullable Throwable cause) {
        super(cause);
        this.code = code;
    }

    public TransactionException(@Nullable String message) {
        super(message);
    }

    public TransactionException(TransactionExceptionCode code, @Nullable String message) {
        super(message);
        this.code = code;
    }

    public TransactionException(@Nullable Throwable cause) {
        super(cause);
    }

    public TransactionException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public TransactionException(TransactionExceptionCode code, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** An error of ours, with its sentence. */
    public static TransactionException of(AssentException error) {
        return new TransactionException(codeOf(error), error.getMessage(), error);
    }

    public TransactionExceptionCode getCode() {
        return code;
    }

    private static TransactionExceptionCode codeOf(AssentException error) {
        if (error instanceof AssentException.TryAgain) {
            return TransactionExceptionCode.IO;
        }
        if (error instanceof AssentException.RolledBack) {
            return TransactionExceptionCode.GlobalTransactionNotActive;
        }
        return error instanceof AssentException.OutcomeUnknown
                ? TransactionExceptionCode.CommitHeuristic
                : TransactionExceptionCode.GlobalTransactionStatusInvalid;
    }
}
