@NullMarked
package dev.assent.simulation.ledger;

import org.jspecify.annotations.NullMarked;
