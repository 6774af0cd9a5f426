package dev.assent.server.record;

import dev.assent.core.Event;
import dev.assent.journal.RecordConsumer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the shares of a state remember of finished transactions, on its way into one snapshot: oldest first, as if one coordinator had
 * remembered all. Endings are forgotten by generations, which each share began at moments of its own; so the endings of one
 * generation's span get the time of the youngest of them, and nothing is forgotten before its time.
 */
final class Endings {
    private static final int TIME_AT = 1;

    private final Duration span;
    private final NavigableMap<Instant, List<byte[]>> records = new TreeMap<>();
    private final RecordCodec codec = new RecordCodec();

    /** @param span of one generation */
    Endings(Duration span) {
        this.span = span;
    }

    void add(Instant at, Event event) {
        records.computeIfAbsent(at, first -> new ArrayList<>()).add(codec.encode(at, event));
    }

    void writeTo(RecordConsumer out) {
        NavigableMap<Instant, Instant> generations = new TreeMap<>();
        Instant generation = Instant.MAX;
        for (Instant at : records.descendingKeySet()) {
            if (generation.equals(Instant.MAX) || !at.isAfter(generation.minus(span))) {
                generation = at;
            }
            generations.put(at, generation);
        }
        records.forEach((at, ended) -> ended.forEach(record -> out.accept(ByteBuffer.wrap(record)
                .putLong(TIME_AT, generations.getOrDefault(at, at).toEpochMilli()))));
    }
}
