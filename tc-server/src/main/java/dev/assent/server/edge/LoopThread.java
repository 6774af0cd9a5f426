package dev.assent.server.edge;

import dev.assent.server.edge.Watchdog.Watched;
import dev.assent.server.port.Scheduler;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The loop's platform thread, the journal's, and one for long work. None of them is ever interrupted: an interrupt would
 * close the files under the journal. On a machine of few cores the loop's thread also serves the connections, so that a
 * request is read, decided and answered without waking another thread but the journal's.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what a task throws is heard of in attempt
public final class LoopThread implements Scheduler, AutoCloseable {
    /** The usual limit of the constructor. */
    public static final Duration HANG_LIMIT = Duration.ofSeconds(30);

    private static final int CORES_PER_THREAD = 4;

    private final EventLoopGroup own;
    private final EventLoop loop;
    private final EventLoopGroup connections;
    private final Worker journal;
    private final ExecutorService background = Executors.newSingleThreadExecutor(LoopThread::inTheBackground);
    private final Consumer<Throwable> failure;
    private final Watchdog watchdog;
    private volatile boolean closing;
    private boolean failed;

    /**
     * @param failure hears of the first exception that a task throws, of a thread that ends, and of one that hangs; no
     *     task runs on the loop's thread after a task of it has thrown
     * @param hangLimit how long a thread may be without a sign of life
     */
    public LoopThread(Consumer<Throwable> failure, Duration hangLimit) {
        this.failure = failure;
        own = threads("assent-loop", 1);
        loop = own.next();
        int others = Runtime.getRuntime().availableProcessors() / CORES_PER_THREAD;
        connections = others > 1 ? threads("assent-net", others) : own;
        journal = new Worker("assent-journal", failure);
        watchdog = new Watchdog(watched(), hangLimit, failure);
        watchdog.start();
    }

    private List<Watched> watched() {
        List<Watched> all = new ArrayList<>();
        all.add(new Watched("assent-loop", loop));
        all.add(new Watched("assent-journal", journal::run));
        if (connections != own) {
            connections.forEach(net -> all.add(new Watched("assent-net", net)));
        }
        return all;
    }

    /** Where connections are served. Ends with this. */
    public EventLoopGroup connections() {
        return connections;
    }

    @Override
    public void run(Runnable task) {
        try {
            loop.execute(() -> attempt(task));
        } catch (RejectedExecutionException e) {
            // closed: no connection is left to be answered
        }
    }

    @Override
    public void after(Duration delay, Runnable task) {
        loop.schedule(() -> attempt(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void io(Runnable task) {
        journal.run(task);
    }

    @Override
    public void background(Runnable task) {
        try {
            background.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            // closing: what is not begun is done by the next start
        }
    }

    /** Runs what was given so far, then ends the threads. Returns when they have ended. Not to be called on one of them. */
    @Override
    public void close() {
        closing = true;
        watchdog.close();
        end(connections);
        end(own);
        CompletableFuture.runAsync(() -> {}, background).join();
        background.shutdown();
        journal.close();
    }

    private static void end(EventLoopGroup group) {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void attempt(Runnable task) {
        if (failed) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failed = true;
            failure.accept(e);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failure.accept(e);
        }
    }

    private EventLoopGroup threads(String name, int count) {
        return new MultiThreadIoEventLoopGroup(
                count, new GuardedThreads(name, () -> closing, failure), NioIoHandler.newFactory());
    }

    private static Thread inTheBackground(Runnable task) {
        Thread thread = new Thread(task, "assent-background");
        thread.setDaemon(true);
        return thread;
    }
}
