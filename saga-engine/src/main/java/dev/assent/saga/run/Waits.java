package dev.assent.saga.run;

import dev.assent.saga.definition.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits for a time or for a signal. A wait leaves no row. */
final class Waits {
    private final Course course;
    private final Work work;

    Waits(Course course) {
        this.course = course;
        this.work = course.work;
    }

    void begin(Wait wait) {
        Instant due;
        try {
            due = due(wait);
        } catch (RuntimeException e) {
            course.fail(Failure.of(Reason.VARIABLES_ASSIGN_ERROR, RunErrors.badTime(wait.name(), e)));
            return;
        }
        work.pending.add(new Pending(
                course.surroundings.newId(),
                wait.name(),
                List.of(),
                1,
                List.of(),
                due,
                work.now,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private @Nullable Instant due(Wait wait) {
        Double seconds = wait.signal() == null ? wait.seconds() : wait.timeoutSeconds();
        if (seconds != null) {
            return work.now.plus(Duration.ofMillis(Math.round(seconds * 1000)));
        }
        if (wait.until() == null) {
            return null;
        }
        Object until = course.evaluator.value(wait.until(), work.context);
        return until instanceof Number millis
                ? Instant.ofEpochMilli(millis.longValue())
                : OffsetDateTime.parse(String.valueOf(until)).toInstant();
    }

    /** The time of a wait is over. */
    void over(Wait wait, Pending pending) {
        work.pending.remove(pending);
        if (wait.signal() == null) {
            course.next(wait.next());
        } else if (wait.timeoutNext() != null) {
            course.enter(wait.timeoutNext());
        } else {
            course.fail(Failure.quiet(
                    Reason.EXECUTION_TIMEOUT, RunErrors.noSignal(wait.signal(), work.before.id(), wait.name())));
        }
    }

    /** @return false if no wait is for that signal */
    boolean signalled(Event.Signal signal) {
        for (Pending pending : List.copyOf(work.pending)) {
            if (work.state(pending.state()) instanceof Wait wait
                    && signal.name().equals(wait.signal())) {
                work.pending.remove(pending);
                signal.params().forEach((key, value) -> {
                    if (value != null) {
                        work.context.put(key, value);
                    }
                });
                course.next(wait.next());
                return true;
            }
        }
        return false;
    }
}
