package dev.assent.server.admin;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The admin API's one thread, for the socket and all its connections. It ends when it is told, not 2 s later. */
final class OneThread extends MultiThreadIoEventLoopGroup {
    private static final int LONGEST_END_SECONDS = 2;

    OneThread() {
        super(1, new DefaultThreadFactory("assent-admin", true), NioIoHandler.newFactory());
    }

    @Override
    public Future<?> shutdownGracefully() {
        return shutdownGracefully(0, LONGEST_END_SECONDS, TimeUnit.SECONDS);
    }
}
