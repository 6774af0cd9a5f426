package dev.assent.server;

import dev.assent.core.Policy;
import dev.assent.journal.FileDisk;
import dev.assent.journal.LocalLog;
import dev.assent.model.Xid;
import dev.assent.protocol.AssentVersion;
import dev.assent.server.admin.LoopOperations;
import dev.assent.server.config.ServerOptions;
import dev.assent.server.delivery.PurgeOptions;
import dev.assent.server.edge.ClientListener;
import dev.assent.server.edge.LoopThread;
import dev.assent.server.edge.SystemClock;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.loop.CoordinatorLoop;
import dev.assent.server.loop.Startup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A coordinator that listens: of a process of its own, or embedded in another. Its threads are daemons.
 */
public final class CoordinatorServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CoordinatorServer.class);

    private final FileDisk disk;
    private final LoopThread thread;
    private final ClientListener edge;
    private final Startup startup;
    private final CoordinatorLoop loop;
    private final String address;
    private final int openAtStart;
    private final AdminEndpoint admin;
    private final int parkedAtStart;
    private final End end;
    private final AtomicBoolean closing = new AtomicBoolean();

    private CoordinatorServer(
            FileDisk disk,
            LoopThread thread,
            ClientListener edge,
            Startup startup,
            CoordinatorLoop loop,
            String address,
            int openAtStart,
            int parkedAtStart,
            AdminEndpoint admin,
            End end) {
        this.admin = admin;
        this.end = end;
        this.disk = disk;
        this.thread = thread;
        this.edge = edge;
        this.startup = startup;
        this.loop = loop;
        this.address = address;
        this.openAtStart = openAtStart;
        this.parkedAtStart = parkedAtStart;
    }

    /**
     * Returns when it is ready.
     *
     * @param failure called once, on a thread of the server's, when it can no longer keep its promises: the disk failed,
     *     or the server found itself wrong. Nothing is answered after that; end the process and start it again.
     * @throws dev.assent.model.AssentException if it cannot start: the port or the data directory is taken, the journal
     *     is damaged
     */
    public static CoordinatorServer start(ServerOptions options, Consumer<Throwable> failure) {
        FileDisk disk = DataDirectory.open(options.data());
        End end = new End(failure);
        LoopThread thread = new LoopThread(end, options.hangLimit());
        ClientListener edge = null;
        try {
            edge = new ClientListener(
                    options.host(),
                    options.port(),
                    options.silence(),
                    options.clients(),
                    thread,
                    thread.connections(),
                    end);
            String address = inAnXid(options.advertise().orElse(dialled(edge.address())));
            return start(options, end, disk, thread, edge, address);
        } catch (RuntimeException | Error e) {
            if (edge != null) {
                edge.close();
            }
            thread.close();
            disk.close();
            throw e;
        }
    }

    private static CoordinatorServer start(
            ServerOptions options, End end, FileDisk disk, LoopThread thread, ClientListener edge, String address) {
        Policy policy = new Policy(
                address, Policy.of(address).idBlock(), options.restartGrace(), options.memory(), options.limits());
        SystemClock clock = new SystemClock();
        SecureRandom random = new SecureRandom();
        LocalLog journal = new LocalLog(disk, options.journal(), random, thread::io, thread::background);
        Startup startup = DataDirectory.recover(journal, options, policy, clock, random, end);
        journal.recovery().tornTail().ifPresent(tail -> log.info("dropped what was never forced: {}", tail));
        CoordinatorLoop loop = new CoordinatorLoop(
                startup, clock, thread, edge.network(), random, options.loop(), AssentVersion.text(), end);
        loop.allow(options.force());
        loop.acceptLossTo(options.acceptedLoss());
        loop.limitClients(options.clients());
        loop.purgeUndoRows(PurgeOptions.of(options.undoSaveDays()));
        edge.serve(loop);
        int openAtStart = startup.coordinator().openTransactions();
        int parkedAtStart = startup.coordinator().parkedTransactions();
        thread.run(loop::start);
        edge.accept();
        AdminEndpoint admin = AdminEndpoint.open(
                options.admin(),
                new LoopOperations(
                        loop.operators(), AssentVersion.text(), address, () -> DataDirectory.bytes(options.data())),
                end);
        return new CoordinatorServer(
                disk, thread, edge, startup, loop, address, openAtStart, parkedAtStart, admin, end);
    }

    /** Every xid begins with it, so it must be one that leaves room for any number. */
    private static String inAnXid(String address) {
        try {
            return Xid.of(address, Long.MAX_VALUE).address();
        } catch (IllegalArgumentException e) {
            throw ServerErrors.badAddress(address);
        }
    }

    /** {@code host:port} as clients dial it. */
    public String address() {
        return address;
    }

    public int port() {
        return edge.address().getPort();
    }

    /** The port of the admin API; waits until the API listens. Empty if it has none. */
    public OptionalInt adminPort() {
        return admin.port();
    }

    /** Clients connected at this moment. */
    int connections() {
        CompletableFuture<Integer> count = new CompletableFuture<>();
        thread.run(() -> count.complete(loop.connections()));
        return count.join();
    }

    /** Open transactions at the start: they go on. */
    public int openAtStart() {
        return openAtStart;
    }

    /** Open transactions with a parked branch at the start. */
    int parkedAtStart() {
        return parkedAtStart;
    }

    /**
     * Takes nothing new, answers what it has taken, forces the journal and closes the connections. Open transactions stay
     * open and go on with the next start. After a failure it answers nothing more. Only the first call does anything.
     */
    @Override
    public void close() {
        if (closing.getAndSet(true)) {
            return;
        }
        admin.close();
        edge.stopAccepting();
        thread.run(() -> loop.stop(end::stopped));
        end.await();
        edge.close();
        thread.close();
        startup.log().close();
        disk.close();
    }

    /** Where a client on this machine, or one that knows its name, reaches the socket. */
    private static String dialled(InetSocketAddress listening) {
        InetAddress at = listening.getAddress();
        try {
            InetAddress dial = at.isAnyLocalAddress() ? InetAddress.getLocalHost() : at;
            return dial.getHostAddress() + ':' + listening.getPort();
        } catch (UnknownHostException e) {
            return "127.0.0.1:" + listening.getPort();
        }
    }
}
