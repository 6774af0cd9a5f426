/** Starts and stops the server and wires its parts together. */
@NullMarked
package dev.assent.server;

import org.jspecify.annotations.NullMarked;
