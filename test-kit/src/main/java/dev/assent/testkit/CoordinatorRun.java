package dev.assent.testkit;

import dev.assent.core.Coordinator;
import dev.assent.core.Policy;
import dev.assent.protocol.AssentVersion;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;
import dev.assent.server.delivery.LoopOptions;
import dev.assent.server.loop.CoordinatorLoop;
import dev.assent.server.loop.Startup;
import dev.assent.server.port.Network;
import dev.assent.server.port.Scheduler;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The coordinator from one start to its end, on ports of the kit. Belongs to the kit's thread. */
final class CoordinatorRun {
    private final KitThread thread;
    private final VirtualTime time;
    private final WatchedLog log;
    private final Startup startup;
    private final CoordinatorLoop loop;
    private final Consumer<Throwable> failure;
    private boolean alive = true;

    /**
     * @param sent takes the frames for a connection
     * @param closed closes a connection
     * @param failure hears of what the coordinator throws, and ends it
     */
    CoordinatorRun(
            KitThread thread,
            VirtualTime time,
            WatchedLog log,
            String address,
            BiConsumer<Long, Frame> sent,
            LongConsumer closed,
            Consumer<Throwable> failure) {
        this.thread = thread;
        this.time = time;
        this.log = log;
        this.failure = failure;
        SecureRandom random = new SecureRandom();
        startup = Startup.of(log, Policy.of(address), time, random, step -> {}, failure);
        loop = new CoordinatorLoop(
                startup,
                time,
                new Ports(),
                new Sender(sent, closed),
                random,
                LoopOptions.defaults(),
                AssentVersion.text(),
                failure);
        task(loop::start);
    }

    Coordinator coordinator() {
        return startup.coordinator();
    }

    CoordinatorLoop loop() {
        return loop;
    }

    WatchedLog log() {
        return log;
    }

    void connected(long connection, String address) {
        task(() -> loop.connected(connection, address));
    }

    void received(long connection, Inbound frame) {
        task(() -> loop.received(connection, frame));
    }

    void disconnected(long connection) {
        task(() -> loop.disconnected(connection));
    }

    /** Decides the time-outs that are due. */
    void expireDue() {
        task(loop::expireDue);
    }

    /**
     * Answers the calls that wait for the end of a transaction, and the calls that wait for rows.
     *
     * @param rowsMayCome whether some thread may let go of rows
     */
    void answerWaits(boolean rowsMayCome) {
        task(() -> {
            loop.answerEndWaits();
            if (!rowsMayCome) {
                loop.answerRowWaits();
            }
        });
    }

    /** No task of it runs any more: what is not in the log is gone. */
    void crash() {
        alive = false;
        log.cutOff();
    }

    /** Ends it in peace. */
    void stop(Runnable stopped) {
        task(() -> loop.stop(() -> task(() -> {
            alive = false;
            log.close();
            stopped.run();
        })));
    }

    private void task(Runnable task) {
        thread.execute(() -> attempt(task));
    }

    private void attempt(Runnable task) {
        if (!alive) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            crash();
            failure.accept(e);
        }
    }

    private final class Ports implements Scheduler {
        @Override
        public void run(Runnable task) {
            task(task);
        }

        @Override
        public void after(Duration delay, Runnable task) {
            time.after(delay, () -> task(task));
        }

        @Override
        public void io(Runnable task) {
            task(task);
        }

        @Override
        public void background(Runnable task) {
            task(task);
        }
    }

    /** Frames leave together, as over a real network. */
    private static final class Sender implements Network {
        private final BiConsumer<Long, Frame> sent;
        private final LongConsumer closed;
        private final List<Runnable> ready = new ArrayList<>();

        Sender(BiConsumer<Long, Frame> sent, LongConsumer closed) {
            this.sent = sent;
            this.closed = closed;
        }

        @Override
        public void send(long connection, Frame frame) {
            ready.add(() -> sent.accept(connection, frame));
        }

        @Override
        public void flush() {
            List<Runnable> now = List.copyOf(ready);
            ready.clear();
            now.forEach(Runnable::run);
        }

        @Override
        public void close(long connection) {
            flush();
            closed.accept(connection);
        }
    }
}
