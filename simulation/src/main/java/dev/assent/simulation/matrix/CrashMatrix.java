package dev.assent.simulation.matrix;

import dev.assent.simulation.client.ClientProcess;
import dev.assent.simulation.matrix.Case.Blow;
import dev.assent.simulation.world.StepPoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every step that an AT or TCC transaction takes on its way to its commit or its rollback, as a run without faults shows
 * them, times everything that can break there, times every way in which it is mended.
 */
public final class CrashMatrix {
    private final List<Case> cases = new ArrayList<>();
    private int impossible;
    private int steps;

    public CrashMatrix() {
        for (Script script : Script.ALL) {
            Reference reference = Reference.of(script);
            steps += reference.steps().size();
            reference.steps().forEach(step -> add(reference, step));
        }
    }

    private void add(Reference reference, Step step) {
        for (Victim victim : Victim.values()) {
            for (Recovery recovery : Recovery.values()) {
                if (step.concerns(victim) && recovery.isPossible(victim)) {
                    cases.add(new Case(reference.script(), reference.seed(), step, victim, recovery));
                } else {
                    impossible++;
                }
            }
        }
    }

    public List<Case> cases() {
        return List.copyOf(cases);
    }

    /** How many were left out, since they cannot be or are another case. */
    public int impossible() {
        return impossible;
    }

    /** Points in the lives of transactions at which something breaks. */
    public int steps() {
        return steps;
    }

    /**
     * Returns how many events took place.
     *
     * @param trace hears of all that happens; or null
     * @throws RuntimeException if a promise is broken, or the fault never happened
     */
    public static long run(Case one, @Nullable Consumer<String> trace) {
        SmallWorld small = new SmallWorld(one.script(), one.seed(), trace);
        Injector injector = new Injector(one, small);
        small.world().watch(injector::passes);
        boolean replaced = one.recovery() == Recovery.ANOTHER_TAKES_OVER;
        ClientProcess gone = !replaced
                ? null
                : one.victim() == Victim.CALLER
                        ? small.caller()
                        : one.victim() == Victim.SERVICE ? small.service() : null;
        small.run(gone, replaced && one.victim() == Victim.SERVICE);
        if (!injector.hasHappened()) {
            throw new IllegalStateException("Expected the fault of '" + one + "' to happen, but its step never came");
        }
        return small.world().steps();
    }

    private static final class Injector {
        private final Case plan;
        private final SmallWorld small;
        private final Map<StepPoint, Integer> counts = new LinkedHashMap<>();
        private final Queue<Blow> more;
        private @Nullable StepPoint again;
        private boolean happened;
        private int since;

        Injector(Case plan, SmallWorld small) {
            this.plan = plan;
            this.small = small;
            this.again = plan.recovery().again().orElse(null);
            this.more = new ArrayDeque<>(plan.more(small.world().chance(plan.name())));
        }

        void passes(StepPoint passage) {
            Blow next = more.peek();
            if (!happened) {
                int times = counts.merge(passage, 1, Integer::sum);
                if (passage.equals(plan.step().passage())
                        && times == plan.step().occurrence()) {
                    happened = true;
                    inject(plan.victim(), plan.recovery().away(plan.victim()));
                }
            } else if (passage.equals(again)) {
                again = null;
                inject(plan.victim(), plan.recovery().away(plan.victim()));
            } else if (next != null && ++since >= next.steps()) {
                since = 0;
                more.remove();
                inject(next.victim(), Recovery.AT_ONCE.away(next.victim()));
            }
        }

        private void inject(Victim victim, long away) {
            small.world().say("! " + victim);
            if (plan.recovery() == Recovery.ANOTHER_TAKES_OVER) {
                small.setTimeOfDay();
            }
            victim.inject(small, away);
        }

        boolean hasHappened() {
            return happened && again == null && more.isEmpty();
        }
    }
}
