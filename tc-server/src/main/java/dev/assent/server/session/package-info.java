/** Connected clients, what they serve, and the statuses that they get. */
@NullMarked
package dev.assent.server.session;

import org.jspecify.annotations.NullMarked;
