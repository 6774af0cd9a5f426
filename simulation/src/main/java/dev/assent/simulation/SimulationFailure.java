package dev.assent.simulation;

import dev.assent.simulation.world.InjectedFault;
import java.util.List;

/** A promise was broken, and how to see it again. */
public final class SimulationFailure extends RuntimeException {
    private final transient Scenario scenario;
    private final transient FailureContext circumstances;
    private final FailureKind kind;
    private final String sentence;

    SimulationFailure(Scenario scenario, RuntimeException cause, FailureContext circumstances) {
        super(
                "seed %d: %s%nweather %s%n%s"
                        .formatted(
                                scenario.seed(),
                                cause.getMessage(),
                                circumstances.setting(),
                                String.join(System.lineSeparator(), circumstances.lastLines())),
                cause);
        this.scenario = scenario;
        this.circumstances = circumstances;
        this.kind = FailureKind.of(cause);
        this.sentence = String.valueOf(cause.getMessage());
    }

    public Scenario scenario() {
        return scenario;
    }

    /** The faults that had struck. */
    public List<InjectedFault> strikes() {
        return circumstances.strikes();
    }

    /** The transactions that had begun, by name. */
    public List<String> transfers() {
        return circumstances.transfers();
    }

    /** When it was seen, in nanoseconds since the world began. */
    public long time() {
        return circumstances.time();
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
