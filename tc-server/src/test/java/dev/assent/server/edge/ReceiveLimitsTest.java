package dev.assent.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.MergedWarpMessage;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.server.edge.RequestWindow.Total;
import dev.assent.server.limit.ClientLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a connection does when its client asks faster than it is answered, or does not read. No sockets, no time. */
class ReceiveLimitsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Loop loop = new Loop();

    private static ReceiveLimits limits(int unanswered, int inAll) {
        return new ReceiveLimits(
                ClientLimits.builder().unanswered(unanswered).build(),
                new ReceiveBudget(1 << 20),
                new Total(inAll, Long.MAX_VALUE));
    }

    private EmbeddedChannel connection(ReceiveLimits limits) {
        Outbox outbox = new Outbox(new UnsentBudget(Long.MAX_VALUE, () -> 0), failure -> {});
        return new EmbeddedChannel(new FrameReceiver(1, loop, limits, outbox), outbox);
    }

    private static ByteBuf questions(int count) {
        ByteBuf all = Unpooled.buffer();
        IntStream.range(0, count)
                .forEach(i -> all.writeBytes(SocketPeer.bytes(Frame.request(i, new GlobalStatusRequest("x", null)))));
        return all;
    }

    @Test
    void nothingMoreIsReadUntilHalfIsAnswered() {
        EmbeddedChannel channel = connection(limits(16, 1_000));
        channel.writeInbound(questions(20));
        assertThat(loop.frames).hasSize(16);
        assertThat(channel.config().isAutoRead()).isFalse();
        loop.takesAll();
        loop.window().answered(7);
        channel.runPendingTasks();
        assertThat(loop.frames).as("more than half are open").hasSize(16);
        loop.window().answered(1);
        channel.runPendingTasks();
        assertThat(loop.frames).hasSize(20);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whatWasReadToTheLastByteIsReadOnToo() {
        EmbeddedChannel channel = connection(limits(16, 1_000));
        channel.writeInbound(questions(16));
        assertThat(channel.config().isAutoRead()).isFalse();
        loop.takesAll();
        loop.window().answered(16);
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aMergeCountsAsItsRequests() {
        EmbeddedChannel channel = connection(limits(16, 1_000));
        List<Message> parts = Collections.nCopies(16, new GlobalStatusRequest("x", null));
        List<Integer> ids = IntStream.range(0, 16).boxed().toList();
        channel.writeInbound(
                Unpooled.wrappedBuffer(SocketPeer.bytes(Frame.request(1, new MergedWarpMessage(parts, ids)))));
        assertThat(channel.config().isAutoRead()).isFalse();
    }

    @Test
    void whatIsNoRequestCountsUntilTheLoopHasTakenIt() {
        EmbeddedChannel channel = connection(limits(16, 1_000));
        ByteBuf pings = Unpooled.buffer();
        IntStream.range(0, 40).forEach(i -> pings.writeBytes(SocketPeer.bytes(Frame.ping(i))));
        channel.writeInbound(pings);
        assertThat(loop.frames).hasSize(16);
        for (int round = 0; round < 3; round++) {
            loop.takesAll();
            channel.runPendingTasks();
        }
        assertThat(loop.frames).hasSize(40);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void allConnectionsTogetherHaveABound() {
        ReceiveLimits limits = limits(100, 10);
        EmbeddedChannel first = connection(limits);
        first.writeInbound(questions(20));
        assertThat(loop.frames).hasSize(10);
        RequestWindow window = loop.window();
        EmbeddedChannel second = connection(limits);
        second.writeInbound(questions(5));
        assertThat(loop.frames).as("each may have one").hasSize(11);
        window.answered(10);
        first.runPendingTasks();
        second.runPendingTasks();
        assertThat(loop.frames.size()).isGreaterThan(11);
    }

    @Test
    void aConnectionThatGoesLeavesNothingBehind() {
        ReceiveLimits limits = limits(16, 1_000);
        EmbeddedChannel channel = connection(limits);
        channel.writeInbound(questions(20));
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0xda, (byte) 0xda, 1}));
        channel.close().syncUninterruptibly();
        channel.runPendingTasks();
        loop.takesAll();
        loop.window().answered(16);
        assertThat(limits.total().open()).isZero();
        assertThat(limits.budget().held()).isZero();
    }

    @Test
    void whatHasInflatedTooMuchWaits() {
        InflateQuota quota = new InflateQuota(1_000);
        assertThat(quota.waits(0)).isZero();
        quota.inflated(999);
        assertThat(quota.waits(1)).isZero();
        quota.inflated(5_000);
        assertThat(quota.waits(SECOND / 4)).isEqualTo(SECOND / 4 * 3);
        assertThat(quota.waits(SECOND)).isZero();
    }

    @Test
    void theClientThatHasNotReadForLongestIsCutOff() {
        AtomicLong now = new AtomicLong();
        UnsentBudget budget = new UnsentBudget(1_000, now::get);
        EmbeddedChannel first = new EmbeddedChannel();
        EmbeddedChannel second = new EmbeddedChannel();
        budget.stalls(first);
        now.addAndGet(SECOND);
        budget.stalls(second);
        budget.leaves(1_001);
        first.runPendingTasks();
        assertThat(first.isOpen()).as("it may still read").isTrue();
        now.addAndGet(4 * SECOND);
        budget.leaves(1);
        first.runPendingTasks();
        second.runPendingTasks();
        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        budget.sent(1_002);
        assertThat(budget.unsent()).isZero();
    }

    /** Many frames wait as frames, not as bytes, for a client that does not read. */
    @Test
    void onlyWhatTheClientTakesBecomesBytes() {
        UnsentBudget budget = new UnsentBudget(Long.MAX_VALUE, () -> 0);
        Outbox outbox = new Outbox(budget, failure -> {});
        EmbeddedChannel channel = new EmbeddedChannel(outbox);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 1));
        List<Frame> frames =
                Collections.nCopies(1_000, Frame.request(1, new RegisterTMRequest("1", "x".repeat(1_000), "g", null)));
        outbox.send(channel, frames);
        channel.runPendingTasks();
        int bytes = 0;
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            assertThat(out.readableBytes()).isLessThan(70_000);
            bytes += out.readableBytes();
            out.release();
        }
        assertThat(bytes).isGreaterThan(1_000_000);
        assertThat(budget.unsent()).isZero();
    }

    /** Takes what the connection hands over, and looks at it when it is told. */
    private static final class Loop implements FrameListener {
        private final List<Inbound> frames = new ArrayList<>();
        private final Queue<Runnable> taken = new ArrayDeque<>();
        private final List<ClientConnection> connections = new ArrayList<>();

        RequestWindow window() {
            return connections.get(connections.size() - 1).window();
        }

        void takesAll() {
            for (Runnable one = taken.poll(); one != null; one = taken.poll()) {
                one.run();
            }
        }

        @Override
        public void opened(ClientConnection connection, String address) {
            connections.add(connection);
        }

        @Override
        public void received(long connection, List<Inbound> some, Runnable whenTaken) {
            frames.addAll(some);
            taken.add(whenTaken);
        }

        @Override
        public void closed(long connection) {}

        @Override
        public void failed(Throwable why) {
            throw new AssertionError(why);
        }
    }
}
