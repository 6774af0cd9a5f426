package dev.assent.chaos.wire;

import dev.assent.chaos.plan.ConnectionFault;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Forwards the connections of clients to a server and injects faults into them. Its own port stays the same when the
 * server is restarted on another one. Everything happens on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // an operation fails only on a connection that its other end has closed
public final class Relay implements AutoCloseable {
    private static final int NOWHERE = 0;
    private static final int CONNECT_MILLIS = 3_000;

    private final EventLoop loop;
    private final Channel listening;
    private final ArmedFaults armedFaults;
    private final boolean framed;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private volatile int server;

    private Relay(EventLoop loop, int server, ArmedFaults armedFaults, boolean framed) {
        this.loop = loop;
        this.server = server;
        this.armedFaults = armedFaults;
        this.framed = framed;
        this.listening = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        connect(client);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    /** A relay for clients of the coordinator, which reads the frames that pass. */
    public static Relay ofFrames(EventLoop loop, int coordinator, ArmedFaults armedFaults) {
        return new Relay(loop, coordinator, armedFaults, true);
    }

    /** A relay for any other connection, which sees bytes only. */
    public static Relay ofBytes(EventLoop loop) {
        return new Relay(loop, NOWHERE, new ArmedFaults(fault -> {}), false);
    }

    /** The port that clients connect to. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Forwards new connections to that port from now on. */
    public void forwardTo(int port) {
        server = port;
    }

    /** Closes new connections at once, until {@link #forwardTo} is called again. */
    public void refuseConnections() {
        server = NOWHERE;
    }

    /** Injects the fault when its message passes. */
    public void arm(ConnectionFault fault) {
        armedFaults.arm(fault);
    }

    /** Closes every connection. @return how many there were */
    public int cut() {
        int count = open.size() / 2;
        open.forEach(Channel::close);
        return count;
    }

    private void connect(Channel client) {
        if (server == NOWHERE) {
            client.close();
            return;
        }
        Pipe up = new Pipe(armedFaults, framed);
        client.pipeline().addLast(up);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new Pipe(client, up, armedFaults, framed))
                .connect(InetAddress.getLoopbackAddress(), server)
                .addListener((ChannelFutureListener) attempt -> {
                    if (attempt.isSuccess()) {
                        joined(client, attempt.channel());
                    } else {
                        client.close();
                    }
                });
    }

    private void joined(Channel client, Channel toServer) {
        for (Channel channel : new Channel[] {client, toServer}) {
            open.add(channel);
            channel.closeFuture().addListener(closed -> open.remove(channel));
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        cut();
    }
}
