/** The server's log on its way to standard error: never in the way of the threads that write it. */
@NullMarked
package dev.assent.server.log;

import org.jspecify.annotations.NullMarked;
