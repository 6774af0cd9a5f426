/** Kills the coordinator at chosen moments of a purchase. */
@NullMarked
package dev.assent.crash;

import org.jspecify.annotations.NullMarked;
