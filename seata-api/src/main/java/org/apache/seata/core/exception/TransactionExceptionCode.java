package org.apache.seata.core.exception;

/** Why a call failed, by Seata's names. Which of them come from Assent stands in {@link TransactionException}. */
public enum TransactionExceptionCode {
    Unknown,
    BeginFailed,
    LockKeyConflict,
    IO,
    BranchRollbackFailed_Retriable,
    BranchRollbackFailed_Unretriable,
    BranchRegisterFailed,
    BranchReportFailed,
    LockableCheckFailed,
    BranchTransactionNotExist,
    GlobalTransactionNotExist,
    GlobalTransactionNotActive,
    GlobalTransactionStatusInvalid,
    FailedToSendBranchCommitRequest,
    FailedToSendBranchRollbackRequest,
    FailedToAddBranch,
    FailedLockGlobalTransaction,
    FailedWriteSession,
    FailedStore,
    NotRaftLeader,
    LockKeyConflictFailFast,
    TransactionTimeout,
    CommitHeuristic,
    Broken
}
