/** A disk in memory that forgets like a real one, and a log in memory that fails like one over a network. */
@NullMarked
package dev.assent.journal.simulated;

import org.jspecify.annotations.NullMarked;
