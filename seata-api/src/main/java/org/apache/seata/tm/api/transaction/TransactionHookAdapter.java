package org.apache.seata.tm.api.transaction;

/** A hook that does nothing; override what you need. */
public class TransactionHookAdapter implements TransactionHook {
    @Override
    public void beforeBegin() {}

    @Override
    public void afterBegin() {}

    @Override
    public void beforeCommit() {}

    @Override
    public void afterCommit() {}

    @Override
    public void beforeRollback() {}

    @Override
    public void afterRollback() {}

    @Override
    public void afterCompletion() {}
}
