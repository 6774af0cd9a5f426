package dev.assent.client;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of a coordinator: one connection for all threads of a service, as transaction manager and as resource
 * manager. It connects in the background and again whenever the connection is lost; calls made meanwhile wait for it.
 * Several clients in one process are independent. Its threads are daemons.
 */
public final class AssentClient implements Transactions, Branches, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AssentClient.class);

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

    /** The other end of a channel in this process has this end's thread finish the closing. */
    private static final Duration QUIET_IN_PROCESS = Duration.ofMillis(100);

    private final ClientOptions options;
    private final Resources resources = new Resources();
    /** Null if the loop is the caller's, who ends it. */
    private final @Nullable EventLoopGroup loops;

    private final Duration quiet;
    private final BranchWorker phaseTwo;
    private final CoordinatorConnection link;
    private final TransactionCalls transactions;
    private final Branches branches;

    private AssentClient(ClientOptions options, @Nullable LocalAddress inProcess, @Nullable EventLoop callers) {
        this.options = options;
        String name = "assent-" + options.applicationId();
        this.quiet = inProcess == null ? Duration.ZERO : QUIET_IN_PROCESS;
        this.loops = callers != null
                ? null
                : inProcess == null ? oneThread(name + "-net") : oneThreadWithoutSockets(name + "-net");
        EventLoop loop = loops == null ? Objects.requireNonNull(callers) : loops.next();
        this.phaseTwo = new BranchWorker(
                resources,
                options.phaseTwoThreads(),
                options.phaseTwoQueue(),
                options.time(),
                new DefaultThreadFactory(name + "-phase-two", true));
        this.link =
                new CoordinatorConnection(options, UUID.randomUUID().toString(), loop, inProcess, resources, phaseTwo);
        RequestSender caller =
                new RequestSender(link, options.time(), options.requestTimeout(), options.decisionDeadline());
        this.transactions = new TransactionCalls(options.coordinator(), caller, new EndWatch(link, FIRST_LOOK));
        this.branches = new BranchCalls(options.coordinator(), link.introduction(), caller);
    }

    /** Netty 4.1, which Spring Boot 3 brings, knows no other; 4.2 calls it deprecated and keeps it. */
    @SuppressWarnings("deprecation")
    private static EventLoopGroup oneThread(String name) {
        return new NioEventLoopGroup(1, new DefaultThreadFactory(name, true));
    }

    /** Both lines of Netty have it for channels that are no sockets. */
    @SuppressWarnings("deprecation")
    private static EventLoopGroup oneThreadWithoutSockets(String name) {
        return new DefaultEventLoopGroup(1, new DefaultThreadFactory(name, true));
    }

    /** Returns at once, whether the coordinator can be reached or not. */
    public static AssentClient connect(ClientOptions options) {
        return opened(new AssentClient(options, null, null));
    }

    /**
     * As {@link #connect(ClientOptions)}, for a coordinator of this process: no socket is opened.
     *
     * @param options their coordinator only names it to people
     * @param inProcess where it accepts connections of Netty's in-process transport
     */
    public static AssentClient connect(ClientOptions options, LocalAddress inProcess) {
        return opened(new AssentClient(options, inProcess, null));
    }

    /**
     * As {@link #connect(ClientOptions, LocalAddress)}, on an event loop of the caller's.
     *
     * @param loop stays open when this client is closed; close the client first, and not on that loop
     */
    public static AssentClient connect(ClientOptions options, LocalAddress inProcess, EventLoop loop) {
        return opened(new AssentClient(options, inProcess, loop));
    }

    private static AssentClient opened(AssentClient client) {
        client.link.open();
        return client;
    }

    /**
     * Registers a resource, so that the coordinator delivers outcomes of its branches here. It replaces a resource of
     * the same id and type.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if its id is empty or has a comma
     */
    public void register(BranchResource resource) {
        String id = resource.resourceId();
        if (id.isBlank() || id.indexOf(',') >= 0) {
            throw ClientErrors.badResource(id);
        }
        if (resources.add(resource)) {
            link.announce(resource);
        }
    }

    /** The coordinator as it introduced itself on the newest connection; empty before the first. */
    public Optional<CoordinatorInfo> coordinator() {
        return link.coordinator();
    }

    @Override
    public Xid begin(String name, Duration timeout) {
        return transactions.begin(name, timeout);
    }

    @Override
    public Ending commit(Xid xid) {
        return transactions.commit(xid);
    }

    @Override
    public Ending rollback(Xid xid) {
        return transactions.rollback(xid);
    }

    /**
     * Asks the coordinator for an answer, and waits for it for at most the request time-out.
     *
     * @throws dev.assent.model.AssentException.TryAgain ASN-1401 if none came; the sentence says why
     */
    public void greet() {
        transactions.greet();
    }

    @Override
    public GlobalStatus status(Xid xid) {
        return transactions.status(xid);
    }

    @Override
    public GlobalStatus reportSaga(Xid xid, GlobalStatus status) {
        return transactions.reportSaga(xid, status);
    }

    @Override
    public TransactionReport report(Xid xid) {
        return transactions.report(xid);
    }

    @Override
    public void markRollbackOnly(Xid xid) {
        transactions.markRollbackOnly(xid);
    }

    @Override
    public void branchLost(Xid xid) {
        transactions.markRollbackOnly(xid);
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
        return branches.register(xid, type, resourceId, mark, lockKey, applicationData);
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
        return branches.register(xid, type, resourceId, mark, lockKey, applicationData, answerable(wait));
    }

    @Override
    public Awaited awaitRows(
            Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey, Duration wait) {
        return branches.awaitRows(xid, type, resourceId, mark, lockKey, answerable(wait));
    }

    /** So that the answer comes before the request's time-out. */
    private Duration answerable(Duration wait) {
        Duration most = options.requestTimeout().dividedBy(2);
        return wait.compareTo(most) > 0 ? most : wait;
    }

    @Override
    public void report(
            Xid xid,
            BranchId branch,
            BranchType type,
            String resourceId,
            BranchStatus status,
            @Nullable String applicationData) {
        branches.report(xid, branch, type, resourceId, status, applicationData);
    }

    @Override
    public boolean lockable(
            @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey) {
        return branches.lockable(xid, type, resourceId, mark, lockKey);
    }

    @Override
    public void pause(Duration length) {
        branches.pause(length);
    }

    @Override
    public @Nullable DatabaseMark identify(BranchType type, String resourceId, @Nullable DatabaseMark mark) {
        DatabaseMark wanted = branches.identify(type, resourceId, mark);
        if (mark != null && wanted == null) {
            resources.identified(resourceId, mark);
        }
        return wanted;
    }

    /**
     * Finishes the branches that it has accepted, for at most the request time-out, then closes the connection. Calls
     * of other threads that still wait end without an answer. A second call does nothing.
     */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // this waits a little in any case
        try {
            if (!phaseTwo.close(options.requestTimeout())) {
                log.warn("closed while branches were still being finished; the coordinator will deliver again");
            }
            // the loop drops what is unwritten when it shuts down, so the connection goes first
            link.close().get(options.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
            log.warn("the connection of {} did not close in time", options.applicationId(), e);
        }
        endLoop(options.requestTimeout().toMillis());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void endLoop(long patienceMillis) {
        if (loops == null) {
            return;
        }
        long quietMillis = Math.min(quiet.toMillis(), patienceMillis);
        if (!loops.shutdownGracefully(quietMillis, patienceMillis, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(patienceMillis)) {
            log.warn("the network thread of {} did not end within {} ms", options.applicationId(), patienceMillis);
        }
    }
}
