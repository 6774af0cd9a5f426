/** Draws schemas and transactions from a seed. */
@NullMarked
package dev.assent.fuzz.grammar;

import org.jspecify.annotations.NullMarked;
