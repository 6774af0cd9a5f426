package dev.assent.simulation.client;

import dev.assent.model.BranchType;
import java.util.Map;

/**
 * What one branch is to do.
 *
 * @param type AT commits at once with an undo row, XA prepares, TCC reserves and makes it true later
 * @param moves what to add to which row; empty only reads
 */
public record BranchPlan(String database, BranchType type, Map<String, Long> moves) {}
