package dev.assent.core;

import dev.assent.core.Event.TermBegan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of the coordinator: the last one, and the last one that gave open transactions a grace. */
final class Terms {
    /** A node that keeps restarting would otherwise postpone every time-out for ever. */
    private static final Duration BETWEEN_GRACES = Duration.ofSeconds(60);

    private @Nullable Line last;
    private @Nullable Line lastWithGrace;

    void began(TermBegan term, Instant at) {
        last = new Line(at, term);
        if (!term.grace().isZero()) {
            lastWithGrace = last;
        }
    }

    Optional<TermBegan> last() {
        return Optional.ofNullable(last).map(Line::term);
    }

    /** The grace of a term that begins now: none if the last was less than 60 s ago. */
    Duration grace(Duration wanted, Instant now) {
        boolean tooSoon = lastWithGrace != null && now.isBefore(lastWithGrace.at.plus(BETWEEN_GRACES));
        return tooSoon ? Duration.ZERO : wanted;
    }

    void snapshot(Coordinator.Recorder out) {
        if (lastWithGrace != null && !lastWithGrace.equals(last)) {
            out.record(lastWithGrace.at, lastWithGrace.term);
        }
        if (last != null) {
            out.record(last.at, last.term);
        }
    }

    private record Line(Instant at, TermBegan term) {}
}
