package dev.assent.server.embedded;

import dev.assent.core.Policy;
import dev.assent.journal.FileDisk;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.LocalLog;
import dev.assent.protocol.AssentVersion;
import dev.assent.server.delivery.LoopOptions;
import dev.assent.server.edge.SystemClock;
import dev.assent.server.loop.CoordinatorLoop;
import dev.assent.server.loop.HeapLimit;
import dev.assent.server.loop.Startup;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The loop, the core and the journal of a coordinator for clients in the same process, which {@link #connect} to it by
 * method calls. It needs no Netty transport and no HTTP server on the class path, and opens no port; of Netty only the
 * buffers are used. Every promise of a coordinator holds, the durable ones too. Its threads are daemons.
 */
public final class EmbeddedCoordinator implements AutoCloseable {
    private final FileDisk disk;
    private final JdkScheduler threads;
    private final InProcessNetwork network;
    private final Startup startup;
    private final CoordinatorLoop loop;
    private final CompletableFuture<@Nullable Void> ended;
    private final AtomicLong connections = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();

    private EmbeddedCoordinator(FileDisk disk, Policy policy, JournalOptions journal, Consumer<Throwable> failure) {
        this.disk = disk;
        this.ended = new CompletableFuture<>();
        Consumer<Throwable> first = why -> {
            if (ended.complete(null)) {
                failure.accept(why);
            }
        };
        SystemClock clock = new SystemClock();
        SecureRandom random = new SecureRandom();
        this.threads = new JdkScheduler(first);
        try {
            LocalLog log = new LocalLog(disk, journal, random, threads::io, threads::background);
            HeapLimit heap = HeapLimit.of(
                    Runtime.getRuntime().maxMemory(), policy.limits().memory());
            this.startup = Startup.of(log, heap, policy, clock, random, first);
        } catch (RuntimeException | Error e) {
            threads.close();
            throw e;
        }
        this.network = new InProcessNetwork();
        this.loop = new CoordinatorLoop(
                startup, clock, threads, network, random, LoopOptions.defaults(), AssentVersion.text(), first);
        threads.run(loop::start);
    }

    /**
     * Recovers what the data directory holds and begins to answer.
     *
     * @param data the data directory, for this coordinator alone; created if it does not exist
     * @param address the first part of every xid, {@code host:port}; no socket is opened there
     * @param failure called once, on a thread of the coordinator, when it can no longer keep its promises, as when the disk
     *     fails; nothing is answered after that, so end the process
     * @throws dev.assent.journal.JournalException if the directory is in use or its journal is damaged
     * @throws java.io.UncheckedIOException if the directory cannot be read or written
     */
    public static EmbeddedCoordinator start(Path data, String address, Consumer<Throwable> failure) {
        FileDisk disk = FileDisk.open(data);
        try {
            return new EmbeddedCoordinator(disk, Policy.of(address), JournalOptions.defaults(), failure);
        } catch (RuntimeException | Error e) {
            disk.close();
            throw e;
        }
    }

    /**
     * A new connection. Register on it as on any other before you ask for more: with a {@code RegisterTMRequest} to begin
     * and end transactions, with a {@code RegisterRMRequest} to take part in them.
     *
     * @param name of the client, where the address of a remote one would stand in logs
     * @param callbacks runs what hears of answers and orders, so that it never runs on the coordinator's own thread
     * @param orders hears of the outcomes that are delivered to this client's branches
     */
    public EmbeddedConnection connect(String name, Executor callbacks, OrderListener orders) {
        long id = connections.incrementAndGet();
        EmbeddedConnection connection = new EmbeddedConnection(id, loop, threads, callbacks, orders);
        threads.run(() -> {
            network.plug(id, connection);
            loop.connected(id, name);
        });
        return connection;
    }

    /**
     * A new connection for a client that speaks the protocol itself.
     *
     * @param name of the client, where the address of a remote one would stand in logs
     */
    public FrameConnection connect(String name, FrameListener listener) {
        long id = connections.incrementAndGet();
        FrameConnection connection = new FrameConnection(id, loop, threads, listener);
        threads.run(() -> {
            network.plug(id, connection);
            loop.connected(id, name);
        });
        return connection;
    }

    /**
     * Takes nothing new, answers what it has taken, forces the journal and ends its threads. Open transactions stay open and
     * go on with the next start on the same directory. Only the first call does anything.
     */
    @Override
    public void close() {
        if (closing.getAndSet(true)) {
            return;
        }
        threads.run(() -> loop.stop(() -> ended.complete(null)));
        ended.join();
        threads.run(network::closeAll);
        threads.close();
        startup.log().close();
        disk.close();
    }
}
