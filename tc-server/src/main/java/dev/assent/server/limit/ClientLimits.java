package dev.assent.server.limit;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How much clients may take of the coordinator. {@link Limit} says what each bounds and what happens beyond it.
 *
 * @param connections at a time; 0 for as many as the process's file descriptors allow, at most 20,000
 * @param resources that one connection serves; default 1,000
 * @param resourceIdBytes of one resource's id; default 1,024
 * @param firstFrameBytes of a frame before its client has registered; default 64 KiB
 * @param unfinishedBytes of frames that have begun to arrive, over all connections; 0 for a fifth of the heap, at
 *     least 16 MiB
 * @param unfinishedTime from the first byte of a frame to its last; default 60 s
 * @param inflatedBytes that one connection's compressed frames become in a second; default 16 MiB
 * @param unanswered requests of one connection; default 4,096
 * @param waiters of one connection: calls that wait for branches; default 1,000
 * @param unsentBytes of answers and orders that clients do not read, over all connections; 0 for an eighth of the heap,
 *     at least 16 MiB
 */
public record ClientLimits(
        int connections,
        int resources,
        int resourceIdBytes,
        int firstFrameBytes,
        long unfinishedBytes,
        Duration unfinishedTime,
        int inflatedBytes,
        int unanswered,
        int waiters,
        long unsentBytes) {
    public static ClientLimits defaults() {
        return new ClientLimits(0, 1_000, 1_024, 64 << 10, 0, Duration.ofSeconds(60), 16 << 20, 4_096, 1_000, 0);
    }

    public ClientLimits withConnections(int value) {
        return with(copy -> copy.connections = value);
    }

    public ClientLimits withResources(int value) {
        return with(copy -> copy.resources = value);
    }

    public ClientLimits withResourceIdBytes(int value) {
        return with(copy -> copy.resourceIdBytes = value);
    }

    public ClientLimits withFirstFrameBytes(int value) {
        return with(copy -> copy.firstFrameBytes = value);
    }

    public ClientLimits withUnfinishedBytes(long value) {
        return with(copy -> copy.unfinishedBytes = value);
    }

    public ClientLimits withUnfinishedTime(Duration value) {
        return with(copy -> copy.unfinishedTime = value);
    }

    public ClientLimits withInflatedBytes(int value) {
        return with(copy -> copy.inflatedBytes = value);
    }

    public ClientLimits withUnanswered(int value) {
        return with(copy -> copy.unanswered = value);
    }

    public ClientLimits withWaiters(int value) {
        return with(copy -> copy.waiters = value);
    }

    public ClientLimits withUnsentBytes(long value) {
        return with(copy -> copy.unsentBytes = value);
    }

    /** {@link #unfinishedBytes} of this JVM. */
    public long unfinishedBytesHere() {
        return orShareOfHeap(unfinishedBytes, 5);
    }

    /** {@link #unsentBytes} of this JVM. */
    public long unsentBytesHere() {
        return orShareOfHeap(unsentBytes, 8);
    }

    private static long orShareOfHeap(long bytes, int part) {
        return bytes > 0 ? bytes : Math.max(16 << 20, Runtime.getRuntime().maxMemory() / part);
    }

    private ClientLimits with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.limits();
    }

    /** What is changed on the way from one to the next. */
    private static final class Copy {
        private int connections;
        private int resources;
        private int resourceIdBytes;
        private int firstFrameBytes;
        private long unfinishedBytes;
        private Duration unfinishedTime;
        private int inflatedBytes;
        private int unanswered;
        private int waiters;
        private long unsentBytes;

        Copy(ClientLimits from) {
            connections = from.connections;
            resources = from.resources;
            resourceIdBytes = from.resourceIdBytes;
            firstFrameBytes = from.firstFrameBytes;
            unfinishedBytes = from.unfinishedBytes;
            unfinishedTime = from.unfinishedTime;
            inflatedBytes = from.inflatedBytes;
            unanswered = from.unanswered;
            waiters = from.waiters;
            unsentBytes = from.unsentBytes;
        }

        ClientLimits limits() {
            return new ClientLimits(
                    connections,
                    resources,
                    resourceIdBytes,
                    firstFrameBytes,
                    unfinishedBytes,
                    unfinishedTime,
                    inflatedBytes,
                    unanswered,
                    waiters,
                    unsentBytes);
        }
    }
}
