package dev.assent.server.edge;

import dev.assent.protocol.Inbound;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.limit.ClientLimits;
import dev.assent.server.loop.CoordinatorLoop;
import dev.assent.server.port.Network;
import dev.assent.server.port.Scheduler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket and its connections. Listens as soon as it is opened, so that its port is known; who
 * comes waits until the loop is set and {@link #accept} is called.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that fails to close says so elsewhere
public final class ClientListener implements FrameListener, AutoCloseable {
    private static final int BACKLOG = 1024;

    private final Scheduler scheduler;
    private final Connections connections = new Connections();
    private final ConnectionSlots slots;
    private final ReceiveLimits limits;
    private final UnsentBudget unsent;
    private final Consumer<Throwable> failure;
    private final AtomicLong numbers = new AtomicLong();
    private final ChannelGroup clients;
    private final EventLoopGroup threads;
    private final Channel server;
    private @Nullable CoordinatorLoop loop;

    /**
     * @param silence how long a connection may bring nothing before it is closed, 0 for ever; Seata's clients ping every
     *     10 s, unless they are set not to
     * @param allowed how much clients may take of the coordinator
     * @param failure hears of an Error on a connection's thread
     * @throws dev.assent.model.AssentException.TryAgain if the address is taken or is not one of this machine's
     */
    public ClientListener(
            String host,
            int port,
            Duration silence,
            ClientLimits allowed,
            Scheduler scheduler,
            EventLoopGroup threads,
            Consumer<Throwable> failure) {
        this.scheduler = scheduler;
        this.failure = failure;
        this.slots = ConnectionSlots.of(allowed.connections());
        this.limits = ReceiveLimits.of(allowed);
        this.unsent = new UnsentBudget(allowed.unsentBytes(), System::nanoTime);
        this.threads = threads;
        this.clients = new DefaultChannelGroup(threads.next(), true);
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw ServerErrors.portTaken(host + ':' + port, "it knows no machine of that name");
        }
        ChannelFuture bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new HeapReceive())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    public void exceptionCaught(ChannelHandlerContext context, Throwable why) throws Exception {
                        if (why instanceof Error) {
                            failure.accept(why);
                        }
                        super.exceptionCaught(context, why);
                    }

                    @Override
                    protected void initChannel(Channel channel) {
                        if (!slots.take()) {
                            channel.close();
                            return;
                        }
                        channel.closeFuture().addListener(closed -> slots.free());
                        clients.add(channel);
                        serve(channel, silence);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw ServerErrors.portTaken(
                    host + ':' + port, String.valueOf(bound.cause().getMessage()));
        }
        server = bound.channel();
    }

    private void serve(Channel channel, Duration silence) {
        Outbox outbox = new Outbox(unsent, failure);
        channel.pipeline()
                .addLast(
                        new IdleStateHandler(silence.toMillis(), 0, 0, TimeUnit.MILLISECONDS),
                        new FrameReceiver(numbers.incrementAndGet(), this, limits, outbox),
                        outbox);
    }

    /** How many clients there may be at a time. */
    public int mostConnections() {
        return slots.most();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    public Network network() {
        return connections;
    }

    /** Before anybody is accepted. */
    public void serve(CoordinatorLoop served) {
        loop = served;
    }

    /** Connections that came before have waited until now. */
    public void accept() {
        server.config().setAutoRead(true);
    }

    @Override
    public void opened(ClientConnection connection, String address) {
        scheduler.run(() -> {
            connections.opened(connection);
            loop().connected(connection.number(), address);
        });
    }

    @Override
    public void received(long connection, List<Inbound> frames, Runnable taken) {
        scheduler.run(() -> {
            for (Inbound frame : frames) {
                loop().received(connection, frame);
            }
            taken.run();
        });
    }

    @Override
    public void closed(long connection) {
        scheduler.run(() -> {
            connections.closed(connection);
            loop().disconnected(connection);
        });
    }

    @Override
    public void failed(Throwable why) {
        failure.accept(why);
    }

    /** Accepts no connection any more; open connections stay. */
    public void stopAccepting() {
        server.close().awaitUninterruptibly();
    }

    /** Closes every connection, behind what was written to it. */
    @Override
    public void close() {
        stopAccepting();
        threads.forEach(thread -> thread.submit(() -> {}).awaitUninterruptibly());
        clients.close().awaitUninterruptibly();
    }

    private CoordinatorLoop loop() {
        if (loop == null) {
            throw new IllegalStateException("Expected the loop to be set before its thread is started");
        }
        return loop;
    }
}
