/** The commands {@code assent simulate} and {@code assent reliability}. */
@NullMarked
package dev.assent.simulation.command;

import org.jspecify.annotations.NullMarked;
