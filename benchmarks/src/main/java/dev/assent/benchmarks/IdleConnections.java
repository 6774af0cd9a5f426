package dev.assent.benchmarks;

import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import dev.assent.protocol.RegisterTMRequest;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code IdleConnections port count}: opens that number of connections, each of which registers and then only sends a
 * ping every 10 s, as Seata's clients do. It ends when its standard input ends.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the count of answers shows a connection that was closed
final class IdleConnections {
    private static final int PING_SECONDS = 10;
    private static final int PATIENCE_SECONDS = 60;
    private static final String VERSION = "2.5.0";

    private IdleConnections() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int count = Integer.parseInt(args[1]);
        CountDownLatch registered = new CountDownLatch(count);
        EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Bootstrap bootstrap = new Bootstrap()
                .group(thread)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Idle(registered));
                    }
                });
        for (int i = 0; i < count; i++) {
            bootstrap.connect("127.0.0.1", Integer.parseInt(args[0])).sync();
        }
        if (!registered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Expected all of " + count + " connections to be registered within "
                    + PATIENCE_SECONDS + " s, but " + registered.getCount() + " are not");
        }
        System.out.println(count + " connections");
        while (System.in.read() >= 0) {
            // until the other end is gone
        }
        System.exit(0);
    }

    private static final class Idle extends ChannelInboundHandlerAdapter {
        private final CountDownLatch registered;
        private int requests;
        private boolean answered;

        Idle(CountDownLatch registered) {
            this.registered = registered;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            send(context, Frame.request(requests++, new RegisterTMRequest(VERSION, "idle", "benchmark", null)));
            context.executor()
                    .scheduleAtFixedRate(
                            () -> send(context, Frame.ping(requests++)), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            ReferenceCountUtil.release(bytes);
            if (!answered) {
                answered = true;
                registered.countDown();
            }
        }

        private static void send(ChannelHandlerContext context, Frame frame) {
            ByteBuf bytes = context.alloc().buffer();
            Frames.write(bytes, frame);
            context.writeAndFlush(bytes, context.voidPromise());
        }
    }
}
