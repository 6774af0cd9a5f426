package dev.assent.server.edge;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.assent.server.errors.RequestErrors;
import dev.assent.server.errors.ServerErrors;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections there may be. They leave file descriptors for the journal, which must never be without one. Any
 * thread may call.
 */
final class ConnectionSlots {
    private static final Logger log = LoggerFactory.getLogger(ConnectionSlots.class);
    private static final int MOST_BY_DEFAULT = 20_000;
    /** For the journal's files, the admin API's connections, and what the JVM opens now and then. */
    private static final int RESERVED_DESCRIPTORS = 128;

    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int most;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong lastLine;

    ConnectionSlots(int most) {
        this.most = most;
        this.lastLine = new AtomicLong(System.nanoTime() - LINE_NANOS);
    }

    /** @param wanted 0 for as many as descriptors allow, within reason; more than they allow gets a line in the log */
    static ConnectionSlots of(int wanted) {
        long allowed = allowedByDescriptors();
        if (wanted > allowed) {
            log.warn(ServerErrors.tooFewDescriptors(wanted, allowed));
        }
        return new ConnectionSlots((int) Math.min(allowed, wanted == 0 ? MOST_BY_DEFAULT : wanted));
    }

    private static long allowedByDescriptors() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long left = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
            return Math.max(1, left - RESERVED_DESCRIPTORS);
        }
        return Integer.MAX_VALUE;
    }

    int most() {
        return most;
    }

    /** @return whether there is one; otherwise the refusal is logged, at most once a second */
    boolean take() {
        if (taken.incrementAndGet() <= most) {
            return true;
        }
        taken.decrementAndGet();
        refused.incrementAndGet();
        long now = System.nanoTime();
        long last = lastLine.get();
        if (now - last >= LINE_NANOS && lastLine.compareAndSet(last, now)) {
            log.warn(RequestErrors.tooManyConnections(most, refused.getAndSet(0)));
        }
        return false;
    }

    void free() {
        taken.decrementAndGet();
    }
}
