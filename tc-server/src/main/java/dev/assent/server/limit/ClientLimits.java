package dev.assent.server.limit;

import java.time.Duration;

/** How much clients may take of the coordinator. {@link Limit} says what each bounds and what happens beyond it. */
public final class ClientLimits {
    private final Builder set;

    private ClientLimits(Builder set) {
        this.set = set;
    }

    public static ClientLimits defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return new Builder(set);
    }

    public int connections() {
        return set.connections;
    }

    public int resources() {
        return set.resources;
    }

    public int resourceIdBytes() {
        return set.resourceIdBytes;
    }

    public int firstFrameBytes() {
        return set.firstFrameBytes;
    }

    public long unfinishedBytes() {
        return set.unfinishedBytes;
    }

    public Duration unfinishedTime() {
        return set.unfinishedTime;
    }

    public int inflatedBytes() {
        return set.inflatedBytes;
    }

    public int unanswered() {
        return set.unanswered;
    }

    public int waiters() {
        return set.waiters;
    }

    public long unsentBytes() {
        return set.unsentBytes;
    }

    public static final class Builder {
        private int connections = 0;
        private int resources = 1_000;
        private int resourceIdBytes = 1_024;
        private int firstFrameBytes = 64 << 10;
        private long unfinishedBytes = shareOfHeap(5);
        private Duration unfinishedTime = Duration.ofSeconds(60);
        private int inflatedBytes = 16 << 20;
        private int unanswered = 4_096;
        private int waiters = 1_000;
        private long unsentBytes = shareOfHeap(8);

        private Builder() {}

        private Builder(Builder other) {
            connections = other.connections;
            resources = other.resources;
            resourceIdBytes = other.resourceIdBytes;
            firstFrameBytes = other.firstFrameBytes;
            unfinishedBytes = other.unfinishedBytes;
            unfinishedTime = other.unfinishedTime;
            inflatedBytes = other.inflatedBytes;
            unanswered = other.unanswered;
            waiters = other.waiters;
            unsentBytes = other.unsentBytes;
        }

        /** Connections at a time; default 0, for as many as the process's file descriptors allow, at most 20,000. */
        public Builder connections(int count) {
            connections = count;
            return this;
        }

        /** Resources that one connection serves; default 1,000. */
        public Builder resources(int count) {
            resources = count;
            return this;
        }

        /** Bytes of one resource's id; default 1,024. */
        public Builder resourceIdBytes(int bytes) {
            resourceIdBytes = bytes;
            return this;
        }

        /** Bytes of a frame before its client has registered; default 64 KiB. */
        public Builder firstFrameBytes(int bytes) {
            firstFrameBytes = bytes;
            return this;
        }

        /** Bytes of frames that are not whole yet, of all connections; default a fifth of the heap, at least 16 MiB. */
        public Builder unfinishedBytes(long bytes) {
            unfinishedBytes = bytes;
            return this;
        }

        /** The time from the first byte of a frame to its last; default 60 s. */
        public Builder unfinishedTime(Duration time) {
            unfinishedTime = time;
            return this;
        }

        /** Bytes that one connection's compressed frames become in a second; default 16 MiB. */
        public Builder inflatedBytes(int bytes) {
            inflatedBytes = bytes;
            return this;
        }

        /** Unanswered requests of one connection; default 4,096. */
        public Builder unanswered(int requests) {
            unanswered = requests;
            return this;
        }

        /** Calls of one connection that wait for branches; default 1,000. */
        public Builder waiters(int calls) {
            waiters = calls;
            return this;
        }

        /**
         * Bytes of answers and orders that clients do not read, of all connections; default an eighth of the heap, at
         * least 16 MiB.
         */
        public Builder unsentBytes(long bytes) {
            unsentBytes = bytes;
            return this;
        }

        public ClientLimits build() {
            return new ClientLimits(new Builder(this));
        }

        private static long shareOfHeap(int part) {
            return Math.max(16 << 20, Runtime.getRuntime().maxMemory() / part);
        }
    }
}
