package dev.assent.core;

import dev.assent.model.DatabaseMark;

/**
 * An operator's order that the next database of a name takes a mark: one that has lost its mark, or a copy.
 *
 * @param mark to take
 * @param taken a database has received it, and has not been seen with it yet
 * @param forCopies holds for a database that is refused as a copy too; no longer after a restart if original and copy have
 *     one name, since then the first of them that connects counts as the original
 */
public record MarkOrder(DatabaseMark mark, boolean taken, boolean forCopies) {}
