/**
 * The coordinator's loop: one thread decides commands, appends their events, and sends answers once they are durable.
 */
@NullMarked
package dev.assent.server.loop;

import org.jspecify.annotations.NullMarked;
