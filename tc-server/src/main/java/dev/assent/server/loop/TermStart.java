package dev.assent.server.loop;

import dev.assent.core.Coordinator;
import dev.assent.core.Event.TermBegan;
import dev.assent.journal.DurableLog;
import dev.assent.server.port.Clock;
import dev.assent.server.record.RecordCodec;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Begins a term of a given epoch: applies the fact, and makes the record of it. */
final class TermStart implements LongFunction<byte[]> {
    private final Coordinator coordinator;
    private final DurableLog log;
    private final Clock clock;
    private final RandomGenerator random;
    private @Nullable Term term;

    TermStart(Coordinator coordinator, DurableLog log, Clock clock, RandomGenerator random) {
        this.coordinator = coordinator;
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public byte[] apply(long epoch) {
        Optional<TermBegan> last = coordinator.lastTerm();
        Instant now = new CoordinatorTime(clock, coordinator.latest()).now();
        String node = Long.toHexString(random.nextLong());
        TermBegan began = coordinator.nextTerm(epoch, node, Startup.idBase(clock.wall(), random), now);
        term = new Term(
                log.id().toString(),
                epoch,
                node,
                log.durable(),
                last.map(TermBegan::epoch).orElse(-1L),
                last.map(TermBegan::node).orElse(null));
        coordinator.apply(began, now);
        return new RecordCodec().encode(now, began);
    }

    Term term() {
        return Objects.requireNonNull(term, "the log does not lead yet");
    }
}
