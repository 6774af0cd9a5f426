/** A model of the databases that take part in transactions. */
@NullMarked
package dev.assent.simulation.database;

import org.jspecify.annotations.NullMarked;
