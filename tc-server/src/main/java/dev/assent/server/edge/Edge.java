package dev.assent.server.edge;

import dev.assent.protocol.Inbound;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.loop.CoordinatorLoop;
import dev.assent.server.port.Network;
import dev.assent.server.port.Scheduler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket and its connections. Listens as soon as it is opened, so that its port is known; what comes in
 * waits in the loop's mailbox until the loop is set and its thread started.
 */
public final class Edge implements FrameReceiver.Listener, AutoCloseable {
    /** On two cores a second thread cost a quarter more CPU per transaction: what it does is mostly to be woken. */
    private static final int CORES_PER_THREAD = 4;

    private static final int BACKLOG = 1024;

    private final Scheduler scheduler;
    private final Connections connections = new Connections();
    private final AtomicLong numbers = new AtomicLong();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            Math.max(1, Runtime.getRuntime().availableProcessors() / CORES_PER_THREAD),
            new DefaultThreadFactory("assent-net", true),
            NioIoHandler.newFactory());
    private final Channel server;
    private @Nullable CoordinatorLoop loop;

    /**
     * @param silence how long a connection may bring nothing before it is closed, 0 for ever; Seata's clients ping every
     *     10 s, unless they are told not to
     * @throws dev.assent.model.AssentException.TryAgain if the address is taken or is none of this machine's
     */
    public Edge(String host, int port, Duration silence, Scheduler scheduler) {
        this.scheduler = scheduler;
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            shutDown();
            throw ServerErrors.portTaken(host + ':' + port, "it knows no machine of that name");
        }
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new IdleStateHandler(silence.toMillis(), 0, 0, TimeUnit.MILLISECONDS),
                                        new FrameReceiver(numbers.incrementAndGet(), Edge.this));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            shutDown();
            throw ServerErrors.portTaken(
                    host + ':' + port, String.valueOf(bound.cause().getMessage()));
        }
        server = bound.channel();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    public Network network() {
        return connections;
    }

    /** Before the scheduler's thread is started. */
    public void serve(CoordinatorLoop served) {
        loop = served;
    }

    @Override
    public void opened(long connection, Channel channel, String address) {
        scheduler.run(() -> {
            connections.opened(connection, channel);
            loop().connected(connection, address);
        });
    }

    @Override
    public void received(long connection, List<Inbound> frames) {
        scheduler.run(() -> {
            for (Inbound frame : frames) {
                loop().received(connection, frame);
            }
        });
    }

    @Override
    public void closed(long connection) {
        scheduler.run(() -> {
            connections.closed(connection);
            loop().disconnected(connection);
        });
    }

    /** Accepts nobody any more; open connections stay. */
    public void stopAccepting() {
        server.close().awaitUninterruptibly();
    }

    /** Closes every connection, behind what was written to it. */
    @Override
    public void close() {
        stopAccepting();
        // a group that shuts down closes its connections before it runs its tasks: let what is to be written be written
        group.forEach(thread -> thread.submit(() -> {}).awaitUninterruptibly());
        shutDown();
    }

    private void shutDown() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private CoordinatorLoop loop() {
        if (loop == null) {
            throw new IllegalStateException("Expected the loop to be set before its thread is started");
        }
        return loop;
    }
}
