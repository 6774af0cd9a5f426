/** Records what every party was answered, and checks the promises against it. */
@NullMarked
package dev.assent.simulation.ledger;

import org.jspecify.annotations.NullMarked;
