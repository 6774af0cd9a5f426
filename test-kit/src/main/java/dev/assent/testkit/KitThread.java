package dev.assent.testkit;

import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread on which the coordinator, its log, the network and the connections of all clients of a kit run: when it has
 * no task left, nothing is on its way anywhere.
 */
final class KitThread implements AutoCloseable {
    private final EventLoopGroup group = oneThread();
    private final EventLoop loop = group.next();
    private final Duration watchdog;

    KitThread(Duration watchdog) {
        this.watchdog = watchdog;
    }

    @SuppressWarnings("deprecation") // both lines of Netty have it, 4.2 with a warning
    private static EventLoopGroup oneThread() {
        return new DefaultEventLoopGroup(1, new DefaultThreadFactory("assent-test-kit", true));
    }

    EventLoop loop() {
        return loop;
    }

    void execute(Runnable task) {
        loop.execute(task);
    }

    /** Whether other tasks wait. On this thread. */
    boolean isBusy() {
        return ((SingleThreadEventExecutor) loop).pendingTasks() > 0;
    }

    boolean isCurrent() {
        return loop.inEventLoop();
    }

    /** Runs the task there and returns what it returns. */
    <T extends @Nullable Object> T call(Callable<T> task) {
        if (isCurrent()) {
            throw KitErrors.onKitThread();
        }
        try {
            return loop.submit(task).get(watchdog.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KitErrors.interrupted();
        } catch (TimeoutException e) {
            throw KitErrors.noRest(watchdog, "a task of the coordinator still runs");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
