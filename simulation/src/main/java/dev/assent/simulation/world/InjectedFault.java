package dev.assent.simulation.world;

/**
 * A fault that happens now.
 *
 * @param chance draws its details: how long it takes, which of several things it hits
 */
public record InjectedFault(Occurrence occurrence, Chance chance) {}
