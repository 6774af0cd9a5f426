package dev.assent.simulation.client;

/**
 * One service calls another to do its part of a transaction.
 *
 * @param name the same in every run of a seed, whatever is left out of it
 */
record BranchCall(String name, String xid, BranchPlan plan) {}
