/** The limits on what clients can make the coordinator keep, and the answer beyond each limit. */
@NullMarked
package dev.assent.server.limit;

import org.jspecify.annotations.NullMarked;
