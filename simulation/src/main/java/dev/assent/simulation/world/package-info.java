@NullMarked
package dev.assent.simulation.world;

import org.jspecify.annotations.NullMarked;
