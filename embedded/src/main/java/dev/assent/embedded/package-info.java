/** A coordinator and its clients in one process, without a socket: for development and tests. */
@NullMarked
package dev.assent.embedded;

import org.jspecify.annotations.NullMarked;
