@NullMarked
package dev.assent.simulation.matrix;

import org.jspecify.annotations.NullMarked;
