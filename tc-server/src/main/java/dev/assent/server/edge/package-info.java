/** The threads and sockets of the server: it accepts clients and turns bytes into frames. */
@NullMarked
package dev.assent.server.edge;

import org.jspecify.annotations.NullMarked;
