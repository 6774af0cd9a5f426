package dev.assent.simulation.matrix;

import dev.assent.simulation.world.Moment;
import dev.assent.simulation.world.StepPoint;
import dev.assent.simulation.world.World;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens after the fault. */
enum Recovery {
    AT_ONCE(50 * World.MILLISECOND),
    /** When the transaction's time is over. */
    AFTER_THE_DEADLINE(40 * World.SECOND),
    /** The victim never comes back; of the coordinator, its disk does, in a machine with another time of day. */
    ANOTHER_TAKES_OVER(World.SECOND),
    /** It is back at once, and then two more faults happen. */
    TWO_MORE_FAULTS(50 * World.MILLISECOND),
    /** It dies again while it starts, and then starts once more. */
    DIES_BEFORE_THE_FIRST_RECORD(50 * World.MILLISECOND, Moment.BEFORE),
    DIES_BEFORE_THE_FIRST_FORCE(50 * World.MILLISECOND, Moment.DURING),
    DIES_AFTER_THE_FIRST_FORCE(50 * World.MILLISECOND, Moment.AFTER);

    private static final long NEVER = 100_000 * World.SECOND;

    private final long away;
    private final @Nullable Moment inTheStart;

    Recovery(long away) {
        this(away, null);
    }

    /** @param inTheStart where in the first record of its next start the victim dies again */
    Recovery(long away, @Nullable Moment inTheStart) {
        this.away = away;
        this.inTheStart = inTheStart;
    }

    /** The step of its next start at which the victim dies again; empty if it does not. */
    Optional<StepPoint> again() {
        return Optional.ofNullable(inTheStart).map(moment -> new StepPoint(TracingDisk.FIRST_RECORD, moment));
    }

    /** In nanoseconds. */
    long away(Victim victim) {
        boolean replaced = victim == Victim.CALLER || victim == Victim.SERVICE;
        return this == ANOTHER_TAKES_OVER && replaced ? NEVER : away;
    }

    /** What is left out, and why. */
    boolean isPossible(Victim victim) {
        if (inTheStart != null) {
            return victim.isCoordinator(); // the others have no record
        }
        return switch (victim) {
            case COORDINATOR_LOSES_POWER, COORDINATOR_IS_KILLED, SERVICE -> true;
            // what a caller had begun it has forgotten: whether it is back late or never is the same
            case CALLER -> this != AFTER_THE_DEADLINE;
            // no other process has the data, and no other link is this link
            case FIRST_DATABASE, SECOND_DATABASE, LINK_OF_THE_CALLER, LINK_OF_THE_SERVICE -> this != ANOTHER_TAKES_OVER;
            // a pool opens another connection there and then
            case LINK_TO_THE_FIRST_DATABASE -> this == AT_ONCE || this == TWO_MORE_FAULTS;
        };
    }
}
