package dev.assent.simulation.matrix;

import dev.assent.simulation.world.Chance;
import java.util.List;

/** One fault at one step. Its name is enough to run it again. */
public record Case(Script script, long seed, Step step, Victim victim, Recovery recovery) {
    /** The other two faults, if the recovery has them, each with the number of steps after which it happens. */
    List<Blow> more(Chance chance) {
        return recovery == Recovery.TWO_MORE_FAULTS ? List.of(Blow.draw(chance), Blow.draw(chance)) : List.of();
    }

    /** @param steps that pass before it falls */
    record Blow(int steps, Victim victim) {
        private static final int MOST_STEPS = 12;

        static Blow draw(Chance chance) {
            return new Blow(1 + chance.upTo(MOST_STEPS), chance.oneOf(List.of(Victim.values())));
        }
    }

    /** Everything that a person has to say to run it alone. */
    public String name() {
        return "%s: %s, %s, %s".formatted(script, step, victim, recovery);
    }

    @Override
    public String toString() {
        return name();
    }
}
