package dev.assent.simulation;

import dev.assent.simulation.world.Occurrence;
import java.util.List;

/** A promise was broken, and how to see it again. */
public final class SimulationFailure extends RuntimeException {
    private final transient Scenario scenario;
    private final transient FailureContext context;
    private final FailureKind kind;
    private final String sentence;

    SimulationFailure(Scenario scenario, RuntimeException cause, FailureContext context) {
        super(
                "seed %d: %s%nwith faults %s%n%s"
                        .formatted(
                                scenario.seed(),
                                cause.getMessage(),
                                context.setting(),
                                String.join(System.lineSeparator(), context.lastLines())),
                cause);
        this.scenario = scenario;
        this.context = context;
        this.kind = FailureKind.of(cause);
        this.sentence = String.valueOf(cause.getMessage());
    }

    public Scenario scenario() {
        return scenario;
    }

    /** The faults that had happened. */
    public List<Occurrence> faults() {
        return context.faults();
    }

    /** The transactions that had begun, by name. */
    public List<String> transfers() {
        return context.transfers();
    }

    /** When it was seen, in nanoseconds since the world began. */
    public long time() {
        return context.time();
    }

    /** What went wrong, whatever the seed. */
    public FailureKind kind() {
        return kind;
    }

    /** One sentence. */
    public String sentence() {
        return sentence;
    }
}
