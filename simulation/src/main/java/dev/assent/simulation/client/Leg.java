package dev.assent.simulation.client;

import java.util.Map;

/**
 * What one branch is to do.
 *
 * @param xa prepared in the database, else committed at once with an undo row
 * @param moves what to add to which row; empty only reads
 */
record Leg(String database, boolean xa, Map<String, Long> moves) {}
