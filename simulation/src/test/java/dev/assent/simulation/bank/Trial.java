package dev.assent.simulation.bank;

/** Looks for a broken promise in the classes it was loaded with. Stops at the first. */
public interface Trial {
    Verdict run();
}
