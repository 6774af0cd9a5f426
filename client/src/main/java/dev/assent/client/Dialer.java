package dev.assent.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes connections to the coordinator: by TCP, or to one in this process. */
final class Dialer {
    private final ClientOptions options;
    private final EventLoop loop;
    private final @Nullable LocalAddress inProcess;

    /** @param inProcess where a coordinator of this process accepts connections; null for one that is reached by TCP */
    Dialer(ClientOptions options, EventLoop loop, @Nullable LocalAddress inProcess) {
        this.options = options;
        this.loop = loop;
        this.inProcess = inProcess;
    }

    /**
     * One attempt; the host name is looked up anew.
     *
     * @param session makes what a connection's frames go to
     * @param failed receives the reason if there is no connection
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the listener reports the result
    void dial(Function<Channel, Session> session, Consumer<String> failed) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(options.connectTimeout().toMillis(), Integer.MAX_VALUE))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(heartbeat())
                                .addLast(new FrameReader())
                                .addLast(session.apply(channel));
                    }
                });
        connect(bootstrap).addListener(attempt -> {
            if (!attempt.isSuccess()) {
                failed.accept(String.valueOf(attempt.cause().getMessage()));
            }
        });
    }

    private ChannelFuture connect(Bootstrap bootstrap) {
        if (inProcess != null) {
            return bootstrap.channel(LocalChannel.class).connect(inProcess);
        }
        CoordinatorAddress address = options.coordinator();
        return bootstrap
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .connect(InetSocketAddress.createUnresolved(address.dialHost(), address.port()));
    }

    private IdleStateHandler heartbeat() {
        return new IdleStateHandler(
                options.silenceLimit().toMillis(), options.pingAfter().toMillis(), 0, TimeUnit.MILLISECONDS);
    }
}
