package dev.assent.simulation.bank;

/**
 * Tests that should notice a mutant.
 *
 * @param test a test class of a module, or empty for the simulation's seeds
 */
record Suite(String test) {
    static final Suite SIMULATION = new Suite("");

    /** @param test behind {@code dev.assent.} */
    static Suite test(String test) {
        return new Suite("dev.assent." + test);
    }

    /** To be loaded with the mutant's classes; its constructor takes {@link #test}. */
    String trial() {
        return isSimulation() ? "dev.assent.simulation.bank.SeedTrial" : "dev.assent.simulation.bank.TestTrial";
    }

    /** What a verdict counts. */
    String unit() {
        return isSimulation() ? "seeds" : "tests";
    }

    private boolean isSimulation() {
        return test.isEmpty();
    }

    @Override
    public String toString() {
        return isSimulation()
                ? "simulation"
                : test.substring(test.lastIndexOf('.') + 1).replaceAll("#.*", "");
    }
}
