package dev.assent.server.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * Reads into the heap. What clients send and do not finish must not use up the direct memory, without which nothing can
 * be written: the JVM then makes every thread that asks for it sleep.
 */
@SuppressWarnings("deprecation") // the handles of Netty 4.2 still are of this kind
final class HeapReceive implements RecvByteBufAllocator {
    private final RecvByteBufAllocator sizes = new AdaptiveRecvByteBufAllocator();

    @Override
    public Handle newHandle() {
        return new OnTheHeap((ExtendedHandle) sizes.newHandle());
    }

    private static final class OnTheHeap extends DelegatingHandle implements ExtendedHandle {
        private final ExtendedHandle sizes;

        OnTheHeap(ExtendedHandle sizes) {
            super(sizes);
            this.sizes = sizes;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return allocator.heapBuffer(guess());
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return sizes.continueReading(maybeMore);
        }
    }
}
