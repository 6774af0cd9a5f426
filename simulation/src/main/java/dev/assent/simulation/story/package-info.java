/** Shortens a failing simulation to the smallest one that still fails, and prints it. */
@NullMarked
package dev.assent.simulation.story;

import org.jspecify.annotations.NullMarked;
