/** Virtual time, seeded randomness, fault points and the promises. */
@NullMarked
package dev.assent.simulation.world;

import org.jspecify.annotations.NullMarked;
