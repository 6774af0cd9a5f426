package dev.assent.datasource.table;

import java.util.Set;

/**
 * A trigger of a table that is switched on.
 *
 * @param name as the catalogue spells it
 * @param on what it runs for
 */
public record Trigger(String name, Set<RowChange> on) {}
