package dev.assent.embedded;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.server.embedded.EmbeddedCoordinator;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalServerChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A coordinator in this process, and clients of it. Clients speak the same protocol as over a network, through memory: no
 * port is opened, and neither Netty's sockets nor an HTTP server is needed. Every promise of a coordinator holds, the
 * durable ones too. Safe for many threads; its threads are daemons.
 */
public final class InProcessCoordinator implements AutoCloseable {
    private final EmbeddedCoordinator coordinator;
    private final String address;
    private final LocalAddress inProcess = new LocalAddress("assent-" + UUID.randomUUID());
    private final EventLoopGroup loops;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private InProcessCoordinator(EmbeddedCoordinator coordinator, String address) {
        this.coordinator = coordinator;
        this.address = address;
        this.loops = oneThread();
    }

    @SuppressWarnings("deprecation") // both lines of Netty have it, 4.2 with a warning
    private static EventLoopGroup oneThread() {
        return new DefaultEventLoopGroup(1, new DefaultThreadFactory("assent-in-process", true));
    }

    /**
     * Recovers what the data directory holds and begins to answer.
     *
     * @param data the data directory, for this coordinator alone; created if it does not exist
     * @param address the first part of every xid, {@code host:port}; nothing listens there
     * @param failure called once, on a thread of the coordinator, when it can no longer keep its promises
     * @throws dev.assent.journal.JournalException if the directory is in use or its journal is damaged
     * @throws java.io.UncheckedIOException if the directory cannot be read or written
     */
    public static InProcessCoordinator start(Path data, String address, Consumer<Throwable> failure) {
        InProcessCoordinator started =
                new InProcessCoordinator(EmbeddedCoordinator.start(data, address, failure), address);
        started.accept();
        return started;
    }

    /** A client of it, with default options. Close it before the coordinator. */
    public AssentClient connect(String applicationId) {
        return connect(ClientOptions.to(address, applicationId));
    }

    /** @param options their coordinator should be {@link #address} */
    public AssentClient connect(ClientOptions options) {
        return AssentClient.connect(options, inProcess);
    }

    /** The first part of its xids, {@code host:port}. */
    public String address() {
        return address;
    }

    private void accept() {
        channels.add(new ServerBootstrap()
                .group(loops)
                .channel(LocalServerChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        channel.pipeline().addLast(new FrameReader()).addLast(new FrameBridge(coordinator));
                    }
                })
                .bind(inProcess)
                .syncUninterruptibly()
                .channel());
    }

    /** Open transactions stay open and go on with the next start on the same directory. */
    @Override
    public void close() {
        coordinator.close();
        channels.close().awaitUninterruptibly();
        // each end of a channel has the other's thread close it: a moment for what clients ask of this one
        loops.shutdownGracefully(200, 2000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
