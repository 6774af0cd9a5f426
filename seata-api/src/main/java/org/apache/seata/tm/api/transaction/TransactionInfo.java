package org.apache.seata.tm.api.transaction;

import dev.assent.client.LockRetrySettings;
import dev.assent.tm.RollbackRules;
import dev.assent.tm.TransactionOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.seata.common.LockStrategyMode;
import org.jspecify.annotations.Nullable;

/** How {@code TransactionalTemplate} opens a transaction, and when it is rolled back. Not safe for several threads. */
public final class TransactionInfo implements Serializable {
    private static final long serialVersionUID = 1;

    private int timeOut = 60_000;
    private @Nullable String name;
    private HashSet<RollbackRule> rollbackRules = new HashSet<>();
    private Propagation propagation = Propagation.REQUIRED;
    private int lockRetryInterval;
    private int lockRetryTimes = -1;
    private LockStrategyMode lockStrategyMode = LockStrategyMode.PESSIMISTIC;

    /** Milliseconds; 60000 unless it was set. */
    public int getTimeOut() {
        return timeOut;
    }

    public void setTimeOut(int timeOut) {
        this.timeOut = timeOut;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public Set<RollbackRule> getRollbackRules() {
        return rollbackRules;
    }

    /** @param rollbackRules null leaves every exception to roll back */
    public void setRollbackRules(@Nullable Set<RollbackRule> rollbackRules) {
        this.rollbackRules = rollbackRules == null ? new HashSet<>() : new HashSet<>(rollbackRules);
    }

    /** Whether this exception rolls back. */
    public boolean rollbackOn(Throwable thrown) {
        return rules().rollsBackOn(thrown);
    }

    public Propagation getPropagation() {
        return propagation;
    }

    /** @param propagation null stands for {@link Propagation#REQUIRED} */
    public void setPropagation(@Nullable Propagation propagation) {
        this.propagation = propagation == null ? Propagation.REQUIRED : propagation;
    }

    public int getLockRetryInterval() {
        return lockRetryInterval;
    }

    public void setLockRetryInterval(int lockRetryInterval) {
        this.lockRetryInterval = lockRetryInterval;
    }

    public int getLockRetryTimes() {
        return lockRetryTimes;
    }

    public void setLockRetryTimes(int lockRetryTimes) {
        this.lockRetryTimes = lockRetryTimes;
    }

    public LockStrategyMode getLockStrategyMode() {
        return lockStrategyMode;
    }

    /** Without effect. */
    public void setLockStrategyMode(LockStrategyMode lockStrategyMode) {
        this.lockStrategyMode = lockStrategyMode;
    }

    /**
     * The same for Assent's API.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if the time-out is not above 0
     */
    public TransactionOptions options() {
        return new TransactionOptions(
                name == null ? "" : name,
                Duration.ofMillis(timeOut),
                propagation.ours(),
                rules(),
                LockRetrySettings.ofAttributes(lockRetryInterval, lockRetryTimes));
    }

    private RollbackRules rules() {
        Predicate<RollbackRule> none = NoRollbackRule.class::isInstance;
        return new RollbackRules(List.of(), names(none.negate()), List.of(), names(none));
    }

    private List<String> names(Predicate<RollbackRule> kind) {
        return rollbackRules.stream()
                .filter(kind)
                .map(RollbackRule::getExceptionName)
                .toList();
    }
}
