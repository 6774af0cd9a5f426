/** Known bugs, put back one at a time, to see whether the tests notice. */
@NullMarked
package dev.assent.simulation.bank;

import org.jspecify.annotations.NullMarked;
