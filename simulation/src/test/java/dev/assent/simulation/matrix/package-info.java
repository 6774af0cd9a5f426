/** The tests of the crash matrix. */
@NullMarked
package dev.assent.simulation.matrix;

import org.jspecify.annotations.NullMarked;
