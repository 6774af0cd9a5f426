package dev.assent.simulation.coordinator;

/** Ends a start in which the coordinator has died: the rest of it never happened. */
final class DiedWhileStarting extends RuntimeException {
    DiedWhileStarting() {
        super("the coordinator has died while it started", null, false, false);
    }
}
