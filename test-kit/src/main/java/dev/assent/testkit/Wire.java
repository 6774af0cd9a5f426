package dev.assent.testkit;

import dev.assent.embedded.FrameReader;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.Inbound;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalServerChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The network of a kit: the connections of its clients with the coordinator that runs, and the faults on the way. Belongs to
 * the kit's thread, except where a method says otherwise.
 */
final class Wire {
    private final LocalAddress address = new LocalAddress("assent-test-kit-" + UUID.randomUUID());
    private final KitThread thread;
    private final VirtualTime time;
    private final Stories stories;
    private final Runnable workDone;
    private final Map<Long, Line> lines = new LinkedHashMap<>();
    private final Map<Integer, Work> orders = new LinkedHashMap<>();
    private final List<Runnable> dialing = new ArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Channel server;
    private @Nullable CoordinatorRun coordinator;
    private long connections;
    private long frames;

    /** @param workDone is run when no client works for the coordinator any more */
    Wire(KitThread thread, VirtualTime time, Stories stories, Runnable workDone) {
        this.thread = thread;
        this.time = time;
        this.stories = stories;
        this.workDone = workDone;
        this.server = new ServerBootstrap()
                .group(thread.loop())
                .channel(LocalServerChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new FrameReader()).addLast(new Line(++connections, Wire.this));
                    }
                })
                .bind(address)
                .syncUninterruptibly()
                .channel();
    }

    /** Where clients connect. Any thread. */
    LocalAddress address() {
        return address;
    }

    /** Any thread. */
    void add(Rule rule) {
        rules.add(rule);
    }

    /** How many frames have passed. */
    long frames() {
        return frames;
    }

    /** What clients do for the coordinator now, in words; empty if they do nothing. */
    List<String> work() {
        return orders.values().stream().map(work -> work.words).toList();
    }

    /** Attempts to connect wait until a coordinator runs. Any thread. */
    void dial(ScheduledExecutorService loop, Runnable attempt) {
        thread.execute(() -> {
            if (coordinator == null) {
                dialing.add(() -> loop.execute(attempt));
            } else {
                loop.execute(attempt);
            }
        });
    }

    /** From now on it is the coordinator. */
    void attach(CoordinatorRun run) {
        coordinator = run;
        List<Runnable> all = List.copyOf(dialing);
        dialing.clear();
        all.forEach(Runnable::run);
    }

    /** The coordinator has gone, and every connection with it. */
    void detach() {
        coordinator = null;
        orders.clear();
        List.copyOf(lines.values()).forEach(Line::cut);
    }

    void opened(Line line) {
        if (coordinator == null) {
            line.cut();
            return;
        }
        lines.put(line.id(), line);
        coordinator.connected(line.id(), "in-process");
    }

    void closed(Line line) {
        if (lines.remove(line.id()) != null && coordinator != null) {
            coordinator.disconnected(line.id());
        }
    }

    void close(long connection) {
        Line line = lines.get(connection);
        if (line != null) {
            line.cut();
        }
    }

    void fromClient(Line line, Inbound inbound) {
        frames++;
        if (inbound instanceof Frame frame) {
            fromClient(line, frame);
        } else {
            arrived(line, inbound);
        }
    }

    private void fromClient(Line line, Frame frame) {
        dev.assent.protocol.Message body = frame.body();
        if (body instanceof BranchEndResponse answer) {
            BranchEndRequest order = done(frame.requestId());
            stories.branchAnswered(
                    line.service(), answer, Extensions.reason(frame.head()).orElse(""));
            carry(new Parcel(line, frame, order, false, true));
        } else {
            if (frame.type() == FrameType.PONG) {
                done(frame.requestId());
            } else if (body != null) {
                stories.asked(line.service(), body);
            }
            carry(new Parcel(line, frame, body, true, true));
        }
    }

    /** A client has done what the coordinator asked for. */
    private @Nullable BranchEndRequest done(int request) {
        Work work = orders.get(request);
        if (work == null) {
            return null;
        }
        work.times--;
        if (work.times == 0) {
            orders.remove(request);
        }
        if (orders.isEmpty()) {
            workDone.run();
        }
        return work.order;
    }

    /** What the coordinator sends. */
    void fromCoordinator(long connection, Frame frame) {
        frames++;
        Line line = lines.get(connection);
        if (line == null) {
            return;
        }
        dev.assent.protocol.Message question = frame.type() == FrameType.RESPONSE ? line.question(frame) : null;
        if (question != null && frame.body() != null) {
            stories.answered(line.service(), question, frame);
        }
        carry(new Parcel(line, frame, question == null ? frame.body() : question, question == null, false));
    }

    private void carry(Parcel parcel) {
        for (Rule rule : rules) {
            if (rule.fault.takes(parcel.service(), parcel.resource())
                    && rule.where.test(parcel)
                    && rule.fault.happen()) {
                stories.fault(parcel, rule.fault.toString());
                rule.effect.accept(parcel, this);
                return;
            }
        }
        deliver(parcel);
    }

    void deliver(Parcel parcel) {
        Frame frame = parcel.frame();
        if (parcel.fromClient()) {
            arrived(parcel.line(), frame);
        } else if (parcel.line().isOpen()) {
            if (frame.body() instanceof BranchEndRequest order) {
                stories.delivered(parcel.service(), order);
                begun(
                        frame.requestId(),
                        "%s finishes branch %d of transaction %s"
                                .formatted(parcel.service(), order.branchId(), order.xid()),
                        order);
            } else if (frame.type() == FrameType.PING && frame.head().containsKey(Extensions.NONCE)) {
                begun(frame.requestId(), parcel.service() + " looks at the mark of its database", null);
            }
            parcel.line().write(frame);
        }
    }

    private void begun(int request, String words, @Nullable BranchEndRequest order) {
        orders.computeIfAbsent(request, first -> new Work(words, order)).times++;
    }

    void later(Parcel parcel, Duration delay) {
        time.after(delay, () -> thread.execute(() -> deliver(parcel)));
    }

    /** The answer comes to the coordinator as if the client had sent it. */
    void answer(Parcel order, Frame answer) {
        thread.execute(() -> fromClient(order.line(), answer));
    }

    private void arrived(Line line, Inbound frame) {
        if (coordinator != null && line.isOpen()) {
            coordinator.received(line.id(), frame);
        }
    }

    /** What a client does for the coordinator. */
    private static final class Work {
        private final String words;
        private final @Nullable BranchEndRequest order;
        private int times;

        Work(String words, @Nullable BranchEndRequest order) {
            this.words = words;
            this.order = order;
        }
    }

    /**
     * Where a fault happens, and what it does.
     *
     * @param effect carries the frame, or does not
     */
    record Rule(Fault fault, Predicate<Parcel> where, BiConsumer<Parcel, Wire> effect) {}

    /**
     * A frame on its way.
     *
     * @param about the request, also where the frame is its answer; null if it is neither
     * @param request whether the frame is the request
     */
    record Parcel(
            Line line, Frame frame, dev.assent.protocol.@Nullable Message about, boolean request, boolean fromClient) {
        String service() {
            return line.service();
        }

        /** The resource that it is about; empty if it is about no branch. */
        String resource() {
            if (about instanceof BranchEndRequest order) {
                return String.valueOf(order.resourceId());
            }
            return about instanceof BranchRegisterRequest register ? String.valueOf(register.resourceId()) : "";
        }
    }

    /** Any thread but the kit's. */
    void close() {
        server.close().awaitUninterruptibly();
    }
}
