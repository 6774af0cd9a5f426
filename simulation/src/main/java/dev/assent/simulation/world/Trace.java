package dev.assent.simulation.world;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happened, in order: the last lines for people, and a hash of all for comparing two runs. */
final class Trace {
    private static final int KEPT = 120;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L; // FNV-1a, 64 bits
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Deque<Line> last = new ArrayDeque<>();
    private final @Nullable Consumer<String> listener;
    private long hash = FNV_OFFSET;

    Trace(@Nullable Consumer<String> listener) {
        this.listener = listener;
    }

    void add(long nanos, String words) {
        mix(nanos);
        for (int i = 0; i < words.length(); i++) {
            mix(words.charAt(i));
        }
        Line line = new Line(nanos, words);
        if (listener != null) {
            listener.accept(line.toString());
        }
        last.addLast(line);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    private void mix(long value) {
        hash = (hash ^ value) * FNV_PRIME;
    }

    List<String> last() {
        return last.stream().map(Line::toString).toList();
    }

    long hash() {
        return hash;
    }

    private record Line(long nanos, String words) {
        @Override
        public String toString() {
            return "t=%.6f s  %s".formatted(nanos / 1e9, words);
        }
    }
}
