package dev.assent.simulation;

import dev.assent.simulation.world.Violation;

/** A promise was broken, and how to see it again. */
public final class SimulationFailure extends RuntimeException {
    private final transient Scenario scenario;
    private final transient Circumstances circumstances;
    private final String kind;
    private final String sentence;

    SimulationFailure(Scenario scenario, RuntimeException cause, Circumstances circumstances) {
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
        this.kind = cause instanceof Violation violation
                ? violation.promise().toString()
                : cause.getClass().getName();
        this.sentence = String.valueOf(cause.getMessage());
    }

    public Scenario scenario() {
        return scenario;
    }

    Circumstances circumstances() {
        return circumstances;
    }

    /** What went wrong, whenever and to whomever: the promise, or what was thrown. */
    String kind() {
        return kind;
    }

    /** One sentence. */
    String sentence() {
        return sentence;
    }
}
