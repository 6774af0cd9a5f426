/** One simulation: a seed draws the faults and the transactions, and every promise is checked. */
@NullMarked
package dev.assent.simulation;

import org.jspecify.annotations.NullMarked;
