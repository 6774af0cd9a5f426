package dev.assent.spring;

import dev.assent.client.AssentClient;
import dev.assent.client.Awaited;
import dev.assent.client.BranchResource;
import dev.assent.client.Branches;
import dev.assent.client.LockConflict;
import dev.assent.client.TransactionReport;
import dev.assent.client.Transactions;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * The client of the coordinator as a bean. It connects at the first use or when the context starts, and closes after the web
 * server has stopped and before any data source is closed. A context that is started again gets a new connection. Safe for
 * many threads.
 */
public final class CoordinatorClient implements Transactions, Branches, SmartLifecycle, DisposableBean {
    /** A lower phase stops later, and starts earlier: web servers are far above this, executors at half of the largest. */
    static final int PHASE = Integer.MAX_VALUE / 4;

    private final Connector connector;
    private final List<BranchResource> resources = new CopyOnWriteArrayList<>();
    private final ReentrantLock changing = new ReentrantLock();
    private volatile @Nullable AssentClient current;
    private volatile boolean stopped;

    /** Makes the connection to a coordinator. */
    @FunctionalInterface
    public interface Connector {
        AssentClient connect();
    }

    public CoordinatorClient(Connector connector) {
        this.connector = connector;
    }

    /** Registers a resource now and after each start, in the place of one with the same id. */
    public void register(BranchResource resource) {
        changing.lock();
        try {
            resources.removeIf(old ->
                    old.resourceId().equals(resource.resourceId()) && old.type().equals(resource.type()));
            resources.add(resource);
            AssentClient now = current;
            if (now != null) {
                now.register(resource);
            }
        } finally {
            changing.unlock();
        }
    }

    /**
     * The client that is connected now; a start of the context replaces it.
     *
     * @throws dev.assent.model.AssentException.TryAgain if the context has stopped
     */
    public AssentClient client() {
        AssentClient now = current;
        return now == null ? connected() : now;
    }

    private AssentClient connected() {
        changing.lock();
        try {
            AssentClient now = current;
            if (now != null) {
                return now;
            }
            if (stopped) {
                throw SpringErrors.stopped();
            }
            AssentClient opened = connector.connect();
            resources.forEach(opened::register);
            current = opened;
            return opened;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void start() {
        stopped = false;
        client();
    }

    @Override
    public void stop() {
        changing.lock();
        try {
            stopped = true;
            AssentClient now = current;
            current = null;
            if (now != null) {
                now.close();
            }
        } finally {
            changing.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return current != null && !stopped;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** For Spring 7, which pauses cached test contexts: outcomes are to be delivered here meanwhile. */
    public boolean isPauseable() {
        return false;
    }

    /** After a start that failed half-way, no context stops this bean. */
    @Override
    public void destroy() {
        stop();
    }

    @Override
    public Xid begin(String name, Duration timeout) {
        return client().begin(name, timeout);
    }

    @Override
    public TransactionReport report(Xid xid) {
        return client().report(xid);
    }

    @Override
    public void markRollbackOnly(Xid xid) {
        client().markRollbackOnly(xid);
    }

    @Override
    public void branchLost(Xid xid) {
        client().branchLost(xid);
    }

    @Override
    public Ending commit(Xid xid) {
        return client().commit(xid);
    }

    @Override
    public Ending rollback(Xid xid) {
        return client().rollback(xid);
    }

    @Override
    public GlobalStatus status(Xid xid) {
        return client().status(xid);
    }

    @Override
    public GlobalStatus reportSaga(Xid xid, GlobalStatus status) {
        return client().reportSaga(xid, status);
    }

    @Override
    public BranchId register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable String applicationData)
            throws LockConflict {
        return client().register(xid, type, resourceId, mark, lockKey, applicationData);
    }

    @Override
    public BranchId register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable String applicationData,
            Duration wait)
            throws LockConflict {
        return client().register(xid, type, resourceId, mark, lockKey, applicationData, wait);
    }

    @Override
    public Awaited awaitRows(
            Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey, Duration wait) {
        return client().awaitRows(xid, type, resourceId, mark, lockKey, wait);
    }

    @Override
    public void report(
            Xid xid,
            BranchId branch,
            BranchType type,
            String resourceId,
            BranchStatus status,
            @Nullable String applicationData) {
        client().report(xid, branch, type, resourceId, status, applicationData);
    }

    @Override
    public boolean lockable(
            @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey) {
        return client().lockable(xid, type, resourceId, mark, lockKey);
    }

    @Override
    public void pause(Duration length) {
        client().pause(length);
    }

    @Override
    public @Nullable DatabaseMark identify(BranchType type, String resourceId, @Nullable DatabaseMark mark) {
        return client().identify(type, resourceId, mark);
    }
}
