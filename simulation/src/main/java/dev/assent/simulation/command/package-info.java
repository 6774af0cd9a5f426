@NullMarked
package dev.assent.simulation.command;

import org.jspecify.annotations.NullMarked;
