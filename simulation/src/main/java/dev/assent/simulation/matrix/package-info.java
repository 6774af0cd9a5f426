/** Every step of a transaction, broken in every way. */
@NullMarked
package dev.assent.simulation.matrix;

import org.jspecify.annotations.NullMarked;
