@NullMarked
package dev.assent.simulation.wire;

import org.jspecify.annotations.NullMarked;
