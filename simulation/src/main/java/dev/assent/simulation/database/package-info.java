@NullMarked
package dev.assent.simulation.database;

import org.jspecify.annotations.NullMarked;
