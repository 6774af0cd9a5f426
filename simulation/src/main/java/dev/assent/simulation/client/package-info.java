/** The simulated clients and participants, and a hostile client. */
@NullMarked
package dev.assent.simulation.client;

import org.jspecify.annotations.NullMarked;
