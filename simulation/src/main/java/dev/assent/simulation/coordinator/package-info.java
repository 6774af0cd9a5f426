/** Runs the real coordinator in the simulated world. */
@NullMarked
package dev.assent.simulation.coordinator;

import org.jspecify.annotations.NullMarked;
