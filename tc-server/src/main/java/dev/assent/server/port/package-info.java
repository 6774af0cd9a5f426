/** The ports through which the loop reaches time, threads and the network, so that a simulation can replace them. */
@NullMarked
package dev.assent.server.port;

import org.jspecify.annotations.NullMarked;
