package dev.assent.server.record;

import dev.assent.core.Coordinator;
import dev.assent.core.Event;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.SnapshotEvent.Memory;
import dev.assent.core.SnapshotEvent.ReasonRemembered;
import dev.assent.core.SnapshotEvent.Remembered;
import dev.assent.journal.RecordConsumer;
import dev.assent.journal.SnapshotBuilder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * The transactions whose number falls into one share, on their way from records to fewer records. What is about no transaction is
 * known to every share, and written by the first. The order of its map does not matter: nothing is read off it.
 */
final class StateShare implements SnapshotBuilder {
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int PER_RECORD = 500;
    private static final int PER_ENDING = 32;

    private final Coordinator coordinator;
    private final RecordCodec codec = new RecordCodec();
    private final int number;
    private final int of;
    private final long most;
    private final Endings endings;
    private final LongConsumer needed;
    private final Map<Long, Long> open = new HashMap<>();
    private long bytes;
    private long peak;
    private long latest = Long.MIN_VALUE;

    /**
     * @param endings what this share remembers goes there, and the last share writes all of it
     * @param most about how many bytes of memory its transactions may take; more only if it is a single one
     * @param needed hears, when it is written, of the most that they took
     */
    StateShare(Coordinator empty, int number, int of, long most, Endings endings, LongConsumer needed) {
        this.coordinator = empty;
        this.number = number;
        this.of = of;
        this.most = most;
        this.endings = endings;
        this.needed = needed;
    }

    private boolean isMine(long transaction) {
        return Long.remainderUnsigned((transaction * MIX) >>> 16, of) == number;
    }

    /** @throws TooLarge if its transactions take too much memory */
    @Override
    public void replay(ByteBuffer record) {
        latest = Math.max(latest, RecordCodec.timeOf(record));
        OptionalLong transaction = TransactionNumber.of(record);
        if (transaction.isPresent() && !isMine(transaction.getAsLong())) {
            return;
        }
        int size = record.remaining();
        int before = coordinator.openTransactions();
        codec.decode(record, (at, event) -> {
            coordinator.apply(event instanceof Remembered all ? mine(all) : event, at);
            weigh(event);
        });
        transaction.ifPresent(about -> weigh(about, size, coordinator.openTransactions() < before));
    }

    private Remembered mine(Remembered all) {
        List<Memory> endings =
                all.endings().stream().filter(ending -> isMine(ending.number())).toList();
        return new Remembered(all.address(), endings);
    }

    private void weigh(Event event) {
        if (event instanceof Remembered all) {
            bytes += (long) all.endings().size() / of * PER_ENDING;
        }
    }

    /** Text takes up to twice its bytes in memory. */
    private void weigh(long transaction, int size, boolean ended) {
        long added = 2L * size + PER_RECORD;
        bytes += added;
        long whole = open.merge(transaction, added, Long::sum);
        if (ended) {
            open.remove(transaction);
            bytes += PER_ENDING - whole;
        }
        peak = Math.max(peak, bytes);
        if (bytes > most && open.size() > 1) {
            throw new TooLarge();
        }
    }

    @Override
    public void writeTo(RecordConsumer out) {
        needed.accept(peak);
        coordinator.snapshot((at, event) -> {
            if (event instanceof Remembered || event instanceof ReasonRemembered) {
                endings.add(at, event);
            } else if (event instanceof OfTransaction) {
                out.accept(ByteBuffer.wrap(codec.encode(at, event)));
            } else if (number == 0) {
                out.accept(ByteBuffer.wrap(codec.encode(at.equals(coordinator.latest()) ? latest(at) : at, event)));
            }
        });
        if (number == of - 1) {
            endings.writeTo(out);
        }
    }

    /** The time of the last fact of all shares goes with what is about no transaction. */
    private Instant latest(Instant known) {
        return latest > known.toEpochMilli() ? Instant.ofEpochMilli(latest) : known;
    }

    /** More shares are needed. */
    static final class TooLarge extends RuntimeException {
        TooLarge() {
            super("a share of the state is too large", null, false, false);
        }
    }
}
