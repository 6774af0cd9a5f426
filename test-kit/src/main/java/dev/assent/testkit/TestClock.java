package dev.assent.testkit;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock of a test's coordinator, clients and data sources. It begins at the time of day and stands still; {@link #advance}
 * alone moves it. Safe for many threads.
 */
public final class TestClock {
    private final AssentKit kit;
    private final VirtualTime time;

    TestClock(AssentKit kit, VirtualTime time) {
        this.kit = kit;
        this.time = time;
    }

    /** The time of the coordinator. */
    public Instant now() {
        return time.wall();
    }

    /** How far it has been moved since the test began. */
    public Duration passed() {
        return time.passed();
    }

    /**
     * Moves the clock, and stops at each moment at which something is due: a time-out, a retry, the end of a wait. Returns
     * when all that was due by then is decided and durable, and each branch that has got an outcome has answered.
     *
     * @param by zero waits until nothing is left to do now
     * @throws dev.assent.model.AssentException.NotAllowed if it is negative; or if a branch does not answer within a minute of
     *     real time, by its name
     */
    public void advance(Duration by) {
        kit.advance(forwards(by));
    }

    static Duration forwards(Duration by) {
        if (by.isNegative()) {
            throw KitErrors.backwards(by);
        }
        return by;
    }
}
