/** A disk in memory that forgets like a real one. */
@NullMarked
package dev.assent.journal.simulated;

import org.jspecify.annotations.NullMarked;
