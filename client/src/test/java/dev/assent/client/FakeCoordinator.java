package dev.assent.client;

import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.Frames;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.protocol.RegisterRequest;
import dev.assent.protocol.RegisterTMResponse;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator's network side: real sockets on a free port, an honest {@link FakeLedger} behind it,
 * and a verb per mishap. It can be restarted on its port; the ledger survives.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a fake that fails to write is noticed by its client
final class FakeCoordinator implements AutoCloseable {
    final FakeLedger ledger = new FakeLedger();
    final List<RegisterRequest> registrations = new CopyOnWriteArrayList<>();
    /** Their {@code a-mark} with the resources they name, as in {@code db=m-1}. */
    final List<String> marks = new CopyOnWriteArrayList<>();

    final BlockingQueue<Frame> phaseTwoAnswers = new LinkedBlockingQueue<>();
    final BlockingQueue<Frame> pongs = new LinkedBlockingQueue<>();
    final List<Frame> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger pings = new AtomicInteger();

    @SuppressWarnings("deprecation") // what Netty 4.1 and 4.2 share
    private final EventLoopGroup loops = new NioEventLoopGroup(1);

    private final List<Channel> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger drops = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Optional<String> assent = Optional.of("0.1.0");
    private volatile String level = "2.5.0";
    private volatile boolean identifies = true;
    private volatile Optional<String> markRefusal = Optional.empty();
    private volatile boolean mute;
    private volatile boolean withholds;
    private volatile int cutEvery = Integer.MAX_VALUE;
    private @Nullable Channel listener;
    private int port;

    /** Starts, or starts again on the port of the first time. */
    FakeCoordinator accept() {
        // a closed listener keeps its port until the selector has come round, and so do other people's tests
        ChannelFuture bound = bind(port == 0 ? somePort() : port);
        for (int tries = 0; !bound.isSuccess() && tries < 100; tries++) {
            bound = bind(port == 0 ? somePort() : port);
        }
        listener = bound.syncUninterruptibly().channel();
        port = ((InetSocketAddress) listener.localAddress()).getPort();
        return this;
    }

    /**
     * Below those the system deals out: a client that dials a port nobody listens on may be dealt that very port, talk to
     * itself, and keep it from us.
     */
    private static int somePort() {
        return ThreadLocalRandom.current().nextInt(12_000, 32_000);
    }

    private ChannelFuture bind(int candidate) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        channel.pipeline().addLast(new FrameReader()).addLast(new Ear());
                    }
                })
                .bind("127.0.0.1", candidate)
                .awaitUninterruptibly();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Like a process that is killed: every socket is gone, the ledger stays. */
    void stop() {
        if (listener != null) {
            listener.close().syncUninterruptibly();
        }
        hangUp();
    }

    void restart() {
        stop();
        accept();
    }

    void hangUp() {
        List<Channel> now = new ArrayList<>(connections);
        connections.clear();
        now.forEach(channel -> channel.close().syncUninterruptibly());
    }

    /** Carries out the next request, and says nothing. */
    void dropNextAnswer() {
        drops.incrementAndGet();
    }

    /** Carries out the next request, then hangs up in the middle of its answer. */
    void cutNextAnswer() {
        cuts.incrementAndGet();
    }

    /** Carries out every request, and hangs up in the middle of the answer to every n-th. */
    void cutEvery(int n) {
        cutEvery = n;
    }

    /** Speaks as a Seata server of this version from the next registration on. */
    FakeCoordinator asSeata(String version) {
        assent = Optional.empty();
        level = version;
        return this;
    }

    void refuseRegistrations(boolean refuse) {
        identifies = !refuse;
    }

    /** Refuses the registrations that name a mark. */
    void refuseMarks(String why) {
        markRefusal = Optional.of(why);
    }

    void takeMarks() {
        markRefusal = Optional.empty();
    }

    /** Notes registrations and does not answer them. */
    void withholdRegistrations() {
        withholds = true;
    }

    /** Hears all and says nothing, not even pong. */
    void fallSilent() {
        mute = true;
    }

    void wakeUp() {
        mute = false;
    }

    /** Says this on every connection. */
    void tell(Frame frame) {
        connections.forEach(channel -> channel.writeAndFlush(bytes(frame)));
    }

    void tellBytes(byte[] bytes) {
        connections.forEach(channel -> channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)));
    }

    int connected() {
        return (int) connections.stream().filter(Channel::isActive).count();
    }

    @Override
    public void close() {
        stop();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static ByteBuf bytes(Frame frame) {
        ByteBuf out = Unpooled.buffer();
        Frames.write(out, frame);
        return out;
    }

    private static boolean take(AtomicInteger wishes) {
        return wishes.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    private final class Ear extends SimpleChannelInboundHandler<Frame> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Frame frame) {
            Message body = frame.body();
            if (frame.type() == FrameType.PING) {
                pings.incrementAndGet();
            }
            if (mute) {
                return;
            }
            if (frame.type() == FrameType.PONG) {
                pongs.add(frame);
            } else if (body == null) {
                ctx.writeAndFlush(bytes(Frame.pong(frame)));
            } else if (body instanceof RegisterRequest registration) {
                registrations.add(registration);
                if (registration instanceof RegisterRMRequest named
                        && frame.head().containsKey(Extensions.MARK)) {
                    marks.add(named.resourceIds() + "=" + frame.head().get(Extensions.MARK));
                }
                if (!withholds) {
                    ctx.writeAndFlush(bytes(registered(frame, registration)));
                }
            } else if (body instanceof BranchEndResponse) {
                phaseTwoAnswers.add(frame);
            } else {
                requests.add(frame);
                answer(ctx, ledger.answer(frame));
            }
        }

        private void answer(ChannelHandlerContext ctx, Optional<Frame> answer) {
            if (answer.isEmpty() || take(drops)) {
                return;
            }
            ByteBuf bytes = bytes(answer.get());
            if (take(cuts) || requests.size() % cutEvery == 0) {
                ctx.writeAndFlush(bytes.slice(0, bytes.readableBytes() - 3)).addListener(ChannelFutureListener.CLOSE);
            } else {
                ctx.writeAndFlush(bytes);
            }
        }

        private Frame registered(Frame frame, RegisterRequest registration) {
            if (frame.head().containsKey(Extensions.MARK) && markRefusal.isPresent()) {
                return Frame.response(frame, new RegisterRMResponse(false, level))
                        .with(Extensions.REASON, markRefusal.get());
            }
            Message answer = registration instanceof RegisterRMRequest
                    ? new RegisterRMResponse(identifies, level)
                    : new RegisterTMResponse(identifies, level);
            Frame response = Frame.response(frame, answer);
            return assent.map(version -> response.with(Extensions.VERSION, version))
                    .orElse(response);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
