package org.apache.seata.tm.api;

import org.apache.seata.tm.api.transaction.TransactionInfo;
import org.jspecify.annotations.Nullable;

/** What {@link TransactionalTemplate} runs in a global transaction. */
public interface TransactionalExecutor {
    @Nullable
    Object execute() throws Throwable;

    @Nullable
    TransactionInfo getTransactionInfo();

    /** What has become of a transaction that a template began. */
    enum Code {
        Unknown,
        /** The coordinator did not begin it. */
        BeginFailure,
        /** Whether it is committed is not known, or it is still open. */
        CommitFailure,
        /** The rollback could not be asked for, or a branch cannot be undone. */
        RollbackFailure,
        /** It is rolled back. */
        RollbackDone,
        /** Never used. */
        ReportFailure,
        /** It is being rolled back. */
        Rollbacking
    }

    /** Why a template did not commit. The cause is an error of ours, or the exception of the business code. */
    class ExecutionException extends Exception {
        private static final long serialVersionUID = 1;

        private transient @Nullable GlobalTransaction transaction;
        private Code code;
        private @Nullable Throwable originalException;

        public ExecutionException(@Nullable GlobalTransaction transaction, @Nullable Throwable cause, Code code) {
            this(transaction, cause, code, null);
        }

        public ExecutionException(
                @Nullable GlobalTransaction transaction, Code code, @Nullable Throwable originalException) {
            this(transaction, originalException, code, originalException);
        }

        public ExecutionException(
                @Nullable GlobalTransaction transaction,
                @Nullable Throwable cause,
                Code code,
                @Nullable Throwable originalException) {
            super(cause);
            this.transaction = transaction;
            this.code = code;
            this.originalException = originalException;
        }

        public ExecutionException(
                @Nullable GlobalTransaction transaction,
                @Nullable String message,
                @Nullable Throwable cause,
                Code code,
                @Nullable Throwable originalException) {
            super(message, cause);
            this.transaction = transaction;
            this.code = code;
            this.originalException = originalException;
        }

        /** Null if it did not begin. */
        public @Nullable GlobalTransaction getTransaction() {
            return transaction;
        }

        public void setTransaction(@Nullable GlobalTransaction transaction) {
            this.transaction = transaction;
        }

        public Code getCode() {
            return code;
        }

        public void setCode(Code code) {
            this.code = code;
        }

        /** What the business code threw; null if it returned. */
        public @Nullable Throwable getOriginalException() {
            return originalException;
        }

        public void setOriginalException(@Nullable Throwable originalException) {
            this.originalException = originalException;
        }
    }
}
