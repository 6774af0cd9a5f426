package dev.assent.server.admin;

import dev.assent.server.edge.GuardedThreads;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The admin API's one thread, for the socket and all its connections. It ends at once when it is closed, not 2 s later. */
final class OneThread extends MultiThreadIoEventLoopGroup {
    private static final int LONGEST_END_SECONDS = 2;

    private final AtomicBoolean mayEnd;

    /** @param failure hears of it if the thread ends before it is closed */
    OneThread(Consumer<Throwable> failure) {
        this(new AtomicBoolean(), failure);
    }

    private OneThread(AtomicBoolean mayEnd, Consumer<Throwable> failure) {
        super(1, new GuardedThreads("assent-admin", mayEnd::get, failure), NioIoHandler.newFactory());
        this.mayEnd = mayEnd;
    }

    @Override
    public Future<?> shutdownGracefully() {
        return shutdownGracefully(0, LONGEST_END_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        mayEnd.set(true);
        return super.shutdownGracefully(quietPeriod, timeout, unit);
    }
}
