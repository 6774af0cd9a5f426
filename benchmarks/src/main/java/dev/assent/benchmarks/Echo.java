package dev.assent.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that echoes frames of 100 bytes, and its client. They measure what a request and its reply cost on this
 * machine without any coordinator. The callers share one connection and each waits for its own frame, as in our client.
 */
@SuppressWarnings("FutureReturnValueIgnored") // if a write fails, its caller gets no answer and reports that
final class Echo implements AutoCloseable {
    private static final int BYTES = 100;
    private static final int MAX_FRAME = 1 << 20;
    private static final int SERVER_THREADS = 2;
    private static final int PATIENCE_SECONDS = 10;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<Integer, CountDownLatch> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Channel channel;

    Echo(int port) {
        channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection.pipeline().addLast(frames(), new Answers());
                    }
                })
                .connect("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
    }

    /** One request and its reply. */
    void call() throws InterruptedException {
        int number = numbers.incrementAndGet();
        CountDownLatch answered = new CountDownLatch(1);
        waiting.put(number, answered);
        ByteBuf frame = channel.alloc().buffer(BYTES);
        frame.writeInt(BYTES - Integer.BYTES).writeInt(number).writeZero(BYTES - 2 * Integer.BYTES);
        channel.writeAndFlush(frame, channel.voidPromise());
        if (!answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Expected an echo within " + PATIENCE_SECONDS + " s, but none came");
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static LengthFieldBasedFrameDecoder frames() {
        return new LengthFieldBasedFrameDecoder(MAX_FRAME, 0, Integer.BYTES, 0, 0);
    }

    private final class Answers extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
            CountDownLatch answered = waiting.remove(frame.getInt(Integer.BYTES));
            if (answered != null) {
                answered.countDown();
            }
        }
    }

    /** The echo server as a process: prints its port, and ends when its standard input ends. */
    static final class Server {
        private Server() {}

        public static void main(String[] args) throws IOException {
            EventLoopGroup threads = new MultiThreadIoEventLoopGroup(SERVER_THREADS, NioIoHandler.newFactory());
            Channel listening = new ServerBootstrap()
                    .group(threads)
                    .channel(NioServerSocketChannel.class)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel connection) {
                            connection.pipeline().addLast(frames(), new Back());
                        }
                    })
                    .bind("127.0.0.1", 0)
                    .syncUninterruptibly()
                    .channel();
            System.out.println("ready on port " + ((InetSocketAddress) listening.localAddress()).getPort());
            while (System.in.read() >= 0) {
                // until the other end is gone
            }
            System.exit(0);
        }
    }

    private static final class Back extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            context.write(frame, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }
}
