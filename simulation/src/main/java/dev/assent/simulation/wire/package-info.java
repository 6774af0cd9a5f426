/** The simulated network between clients and coordinator. */
@NullMarked
package dev.assent.simulation.wire;

import org.jspecify.annotations.NullMarked;
