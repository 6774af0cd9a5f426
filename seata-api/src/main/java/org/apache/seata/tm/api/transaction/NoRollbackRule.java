package org.apache.seata.tm.api.transaction;

/** Exceptions that do not roll back. */
public class NoRollbackRule extends RollbackRule {
    private static final long serialVersionUID = 1;

    public NoRollbackRule(Class<?> type) {
        super(type);
    }

    public NoRollbackRule(String exceptionName) {
        super(exceptionName);
    }
}
