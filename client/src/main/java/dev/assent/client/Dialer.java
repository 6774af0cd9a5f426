package dev.assent.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes connections to the coordinator. */
final class Dialer {
    private final ClientOptions options;
    private final EventLoop loop;

    Dialer(ClientOptions options, EventLoop loop) {
        this.options = options;
        this.loop = loop;
    }

    /**
     * One attempt; the host name is looked up anew.
     *
     * @param session makes what a connection's frames go to
     * @param failed receives the reason if there is no connection
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the listener reports the result
    void dial(Function<SocketChannel, Session> session, Consumer<String> failed) {
        CoordinatorAddress address = options.coordinator();
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(options.connectTimeout().toMillis(), Integer.MAX_VALUE))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(heartbeat())
                                .addLast(new FrameReader())
                                .addLast(session.apply(channel));
                    }
                })
                .connect(InetSocketAddress.createUnresolved(address.dialHost(), address.port()))
                .addListener(attempt -> {
                    if (!attempt.isSuccess()) {
                        failed.accept(String.valueOf(attempt.cause().getMessage()));
                    }
                });
    }

    private IdleStateHandler heartbeat() {
        return new IdleStateHandler(
                options.silenceLimit().toMillis(), options.pingAfter().toMillis(), 0, TimeUnit.MILLISECONDS);
    }
}
