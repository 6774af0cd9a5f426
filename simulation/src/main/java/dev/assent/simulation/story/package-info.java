@NullMarked
package dev.assent.simulation.story;

import org.jspecify.annotations.NullMarked;
