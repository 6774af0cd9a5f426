package dev.assent.chaos.wire;

import dev.assent.chaos.plan.LineFault;
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
 * Stands between clients and a server and passes on what they say, until it is told to do otherwise. Its own port stays
 * the same whatever happens to the server. Everything happens on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be done to a connection was done by its other end
public final class Relay implements AutoCloseable {
    private static final int NOWHERE = 0;
    private static final int CONNECT_MILLIS = 3_000;

    private final EventLoop loop;
    private final Channel listening;
    private final ArmedFaults troubles;
    private final boolean framed;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private volatile int server;

    private Relay(EventLoop loop, int server, ArmedFaults troubles, boolean framed) {
        this.loop = loop;
        this.server = server;
        this.troubles = troubles;
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

    /** For clients of a coordinator: reads the frames that pass. */
    public static Relay ofFrames(EventLoop loop, int coordinator, ArmedFaults troubles) {
        return new Relay(loop, coordinator, troubles, true);
    }

    /** For any others: sees bytes. */
    public static Relay ofBytes(EventLoop loop) {
        return new Relay(loop, NOWHERE, new ArmedFaults(fault -> {}), false);
    }

    /** Where clients dial. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** New connections go there from now on. */
    public void leadTo(int port) {
        server = port;
    }

    /** New connections are closed at once, until the relay leads somewhere again. */
    public void leadNowhere() {
        server = NOWHERE;
    }

    /** The fault happens when its message comes by. */
    public void arm(LineFault fault) {
        troubles.arm(fault);
    }

    /** Cuts every connection. @return how many there were */
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
        Pipe up = new Pipe(troubles, framed);
        client.pipeline().addLast(up);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new Pipe(client, up, troubles, framed))
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
