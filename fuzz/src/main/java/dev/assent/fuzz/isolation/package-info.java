/** Concurrent global transactions over two databases and a real coordinator, and what they did, for the checker of histories. */
@NullMarked
package dev.assent.fuzz.isolation;

import org.jspecify.annotations.NullMarked;
