@NullMarked
package dev.assent.simulation.coordinator;

import org.jspecify.annotations.NullMarked;
