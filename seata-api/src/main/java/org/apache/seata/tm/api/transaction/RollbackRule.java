package org.apache.seata.tm.api.transaction;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Exceptions that roll back: the ones whose class name, or a superclass's, contains this text. */
public class RollbackRule implements Serializable {
    private static final long serialVersionUID = 1;

    private final String exceptionName;

    public RollbackRule(String exceptionName) {
        this.exceptionName = Objects.requireNonNull(exceptionName, "exceptionName");
    }

    public RollbackRule(Class<?> type) {
        this(type.asSubclass(Throwable.class).getName());
    }

    public String getExceptionName() {
        return exceptionName;
    }

    /** How many superclasses stand between; -1 if the rule does not apply. */
    public int getDepth(Throwable thrown) {
        int depth = 0;
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().contains(exceptionName)) {
                return depth;
            }
            depth++;
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RollbackRule rule
                && rule.getClass() == getClass()
                && rule.exceptionName.equals(exceptionName);
    }

    @Override
    public int hashCode() {
        return exceptionName.hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + '[' + exceptionName + ']';
    }
}
