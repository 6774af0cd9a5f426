package dev.assent.simulation.story;

import dev.assent.simulation.FailureKind;
import dev.assent.simulation.Scenario;
import dev.assent.simulation.Simulation;
import dev.assent.simulation.SimulationFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * How a promise came to be broken, as short as it was found.
 *
 * @param scenario breaks it, every time
 * @param broken the promise and what was seen
 * @param lines what happened, in order
 * @param transfers how many transactions it takes, of how many at first
 * @param faults how many faults it takes, of how many at first
 * @param runs that were made to find it
 */
public record ShortStory(
        Scenario scenario,
        FailureKind kind,
        String broken,
        List<String> lines,
        Share transfers,
        Share faults,
        int runs) {
    private static final int MOST_LINES = 70;
    private static final int FIRST_LINES = 25;

    /** Some of them were enough. */
    public record Share(int enough, int atFirst) {
        @Override
        public String toString() {
            return enough + " of " + atFirst;
        }
    }

    public ShortStory {
        lines = List.copyOf(lines);
    }

    static ShortStory of(SimulationFailure first, SimulationFailure shortest, int runs) {
        List<String> trace = new ArrayList<>();
        try {
            Simulation.run(shortest.scenario().with(trace::add));
        } catch (SimulationFailure again) {
            // as it must: the trace is what is wanted
            trace.add(again.sentence());
        }
        return new ShortStory(
                shortest.scenario(),
                shortest.kind(),
                shortest.sentence(),
                shortened(trace),
                new Share(shortest.transfers().size(), first.transfers().size()),
                new Share(shortest.faults().size(), first.faults().size()),
                runs);
    }

    private static List<String> shortened(List<String> trace) {
        if (trace.size() <= MOST_LINES) {
            return trace;
        }
        List<String> lines = new ArrayList<>(trace.subList(0, FIRST_LINES));
        lines.add("(" + (trace.size() - MOST_LINES) + " more lines)");
        lines.addAll(trace.subList(trace.size() - MOST_LINES + FIRST_LINES, trace.size()));
        return lines;
    }
}
