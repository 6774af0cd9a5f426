package dev.assent.core;

import dev.assent.core.SnapshotEvent.Memory;
import dev.assent.core.SnapshotEvent.ReasonRemembered;
import dev.assent.core.SnapshotEvent.Remembered;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How finished transactions ended, kept for a time and never for a number of them, so that a repeated question gets the
 * true answer however busy the coordinator is. About twenty bytes each, and the reason of each forced ending; forgotten
 * by whole generations.
 */
final class Tombstones {
    private static final int GENERATIONS = 6;
    private static final int PER_RECORD = 1024;

    private Duration span;
    private final Deque<Generation> generations = new ArrayDeque<>();
    private long reasonBytes;

    Tombstones(Duration memory) {
        this.span = memory.dividedBy(GENERATIONS);
    }

    /** From now on they are kept for that time. */
    void span(Duration memory) {
        span = memory.dividedBy(GENERATIONS);
    }

    /** What they take in memory, by {@link Sizes}. */
    long bytes() {
        return size() * Sizes.ENDING + reasonBytes;
    }

    Optional<Ending> find(Xid xid) {
        OptionalLong number = xid.number();
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Iterator<Generation> youngestFirst = generations.descendingIterator();
        while (youngestFirst.hasNext()) {
            LongByteTable endings = youngestFirst.next().of(xid);
            byte code = endings == null ? 0 : endings.get(number.getAsLong());
            if (code != 0) {
                return Optional.of(EndingCode.decode(code));
            }
        }
        return Optional.empty();
    }

    /** Why it was ended by force; null if it was not, or that is forgotten. */
    @Nullable
    String reason(Xid xid) {
        for (Generation generation : generations) {
            String reason = generation.reasons.get(xid);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    void remember(Xid xid, Ending ending, Instant at) {
        long number = xid.number().orElseThrow();
        LongByteTable endings = youngest(at).of(xid);
        if (endings == null) {
            remember(xid.address(), number, ending, at);
        } else {
            endings.put(number, EndingCode.encode(ending));
        }
    }

    void remember(String address, long number, Ending ending, Instant at) {
        youngest(at)
                .byAddress
                .computeIfAbsent(address, first -> new LongByteTable())
                .put(number, EndingCode.encode(ending));
    }

    /** As long as its ending, which was remembered at the same time. */
    void rememberWhy(Xid xid, String reason, Instant at) {
        if (youngest(at).reasons.put(xid, reason) == null) {
            reasonBytes += Sizes.of(reason);
        }
    }

    private Generation youngest(Instant at) {
        Generation youngest = generations.peekLast();
        if (youngest == null || !at.isBefore(youngest.from.plus(span))) {
            youngest = new Generation(at);
            generations.addLast(youngest);
            forgetBefore(at);
        }
        return youngest;
    }

    /** A generation may hold endings up to a span younger than its start. */
    private void forgetBefore(Instant now) {
        Instant oldest = now.minus(span.multipliedBy(GENERATIONS + 1L));
        while (generations.peekFirst() != null && !generations.peekFirst().from.isAfter(oldest)) {
            generations.removeFirst().reasons.values().forEach(reason -> reasonBytes -= Sizes.of(reason));
        }
    }

    /** All of it becomes so much younger. */
    void postpone(Duration away) {
        List<Generation> all = List.copyOf(generations);
        generations.clear();
        all.forEach(old -> generations.addLast(new Generation(old.from.plus(away), old.byAddress, old.reasons)));
    }

    /** In pieces, oldest first; each is true as of the time it comes with. */
    void snapshot(Coordinator.Recorder out) {
        for (Generation generation : generations) {
            generation.byAddress.forEach((address, endings) -> snapshot(generation.from, address, endings, out));
            generation.reasons.forEach((xid, reason) -> out.record(generation.from, new ReasonRemembered(xid, reason)));
        }
    }

    private static void snapshot(Instant from, String address, LongByteTable endings, Coordinator.Recorder out) {
        List<Memory> some = new ArrayList<>();
        endings.forEach((number, code) -> {
            some.add(new Memory(number, EndingCode.decode(code)));
            if (some.size() == PER_RECORD) {
                out.record(from, new Remembered(address, some));
                some.clear();
            }
        });
        if (!some.isEmpty()) {
            out.record(from, new Remembered(address, some));
        }
    }

    long size() {
        long size = 0;
        for (Generation generation : generations) {
            for (LongByteTable endings : generation.byAddress.values()) {
                size += endings.size();
            }
        }
        return size;
    }

    /** @param reasons of the transactions that ended by force, which are few */
    private record Generation(Instant from, Map<String, LongByteTable> byAddress, Map<Xid, String> reasons) {
        Generation(Instant from) {
            this(from, new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        /** The endings of the transactions of its address, of which a coordinator has one, or few over the years. */
        @Nullable
        LongByteTable of(Xid xid) {
            for (Map.Entry<String, LongByteTable> each : byAddress.entrySet()) {
                if (xid.isOf(each.getKey())) {
                    return each.getValue();
                }
            }
            return null;
        }
    }
}
