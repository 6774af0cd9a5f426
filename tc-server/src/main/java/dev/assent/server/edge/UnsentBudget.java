package dev.assent.server.edge;

import dev.assent.server.errors.RequestErrors;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of all connections that were written and are not sent, since clients do not read. When there are too many,
 * the client that has not read for longest is cut off. Any thread may call.
 */
final class UnsentBudget {
    private static final Logger log = LoggerFactory.getLogger(UnsentBudget.class);
    /** A client that takes some of it now and then does not count as one that does not read. */
    private static final long STALLED_NANOS = Duration.ofSeconds(5).toNanos();

    private final long most;
    private final LongSupplier nanos;
    private final AtomicLong unsent = new AtomicLong();
    private final Map<Channel, Long> stalled = new LinkedHashMap<>();

    UnsentBudget(long most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    long unsent() {
        return unsent.get();
    }

    void leaves(int bytes) {
        if (unsent.addAndGet(bytes) > most) {
            cutTheOldest();
        }
    }

    void sent(int bytes) {
        unsent.addAndGet(-bytes);
    }

    synchronized void stalls(Channel channel) {
        stalled.putIfAbsent(channel, nanos.getAsLong());
    }

    synchronized void flows(Channel channel) {
        stalled.remove(channel);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // that it is closed is heard of elsewhere
    private synchronized void cutTheOldest() {
        stalled.entrySet().stream()
                .filter(each -> nanos.getAsLong() - each.getValue() >= STALLED_NANOS)
                .findFirst()
                .map(Map.Entry::getKey)
                .ifPresent(channel -> {
                    stalled.remove(channel);
                    log.warn(RequestErrors.doesNotRead(channel.remoteAddress(), most));
                    channel.eventLoop().execute(channel::close);
                });
    }
}
