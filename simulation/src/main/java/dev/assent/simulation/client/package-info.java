@NullMarked
package dev.assent.simulation.client;

import org.jspecify.annotations.NullMarked;
