package dev.assent.server.edge;

import dev.assent.model.AssentException;
import dev.assent.server.errors.RequestErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one connection has received and is no whole frame yet. Lives on the connection's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // the timer fails with its thread alone
final class Unfinished {
    private static final int WORTH_A_COPY = 4;
    private static final int SMALL_BYTES = 4 << 10;

    private final Duration longest;
    private final ReceiveBudget.Part part;
    private final Consumer<AssentException> cut;
    private @Nullable ByteBuf bytes;
    private boolean waits;
    private long since;
    private boolean timer;

    /** @param cut closes the connection; called on any thread */
    Unfinished(ReceiveLimits shared, Consumer<AssentException> cut) {
        this.longest = shared.limits().unfinishedTime();
        this.part = shared.budget()
                .part(() -> cut.accept(
                        RequestErrors.unfinishedTooLarge(shared.budget().most())));
        this.cut = cut;
    }

    @Nullable
    ByteBuf bytes() {
        return bytes;
    }

    /** @param more is released, or becomes what is held */
    void append(ByteBuf more) {
        if (bytes == null) {
            bytes = more;
            return;
        }
        if (bytes.maxWritableBytes() < more.readableBytes()) {
            replace(bytes, bytes.readableBytes() + more.readableBytes());
        }
        bytes.writeBytes(more);
        more.release();
    }

    /**
     * @param advanced whether frames have been taken off the front
     * @param all whether every whole frame has been: what is left waits for more bytes
     */
    void keepRest(ChannelHandlerContext context, boolean advanced, boolean all, boolean registered) {
        if (bytes == null) {
            return;
        }
        if (!bytes.isReadable()) {
            drop();
            return;
        }
        int length = bytes.readableBytes();
        if (bytes.capacity() > SMALL_BYTES && bytes.capacity() / WORTH_A_COPY > length) {
            replace(bytes, length);
        } else {
            bytes.discardReadBytes();
        }
        if (advanced || !waits) {
            since = System.nanoTime();
        }
        waits = all;
        if (waits && !timer) {
            timer = true;
            ring(context, longest.toNanos());
        }
        part.holds(bytes == null ? 0 : bytes.capacity(), registered);
    }

    void drop() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
        waits = false;
        part.holds(0, true);
    }

    private void replace(ByteBuf old, int capacity) {
        bytes = Unpooled.buffer(capacity).writeBytes(old);
        old.release();
    }

    private void ring(ChannelHandlerContext context, long nanos) {
        context.executor().schedule(() -> rings(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void rings(ChannelHandlerContext context) {
        timer = false;
        if (!waits) {
            return;
        }
        long left = longest.toNanos() - (System.nanoTime() - since);
        if (left <= 0) {
            cut.accept(RequestErrors.unfinishedTooLong(longest.toMillis()));
        } else {
            timer = true;
            ring(context, left);
        }
    }
}
