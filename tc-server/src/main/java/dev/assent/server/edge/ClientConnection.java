package dev.assent.server.edge;

import io.netty.channel.Channel;

/**
 * One connection, as the loop's side of the edge knows it.
 *
 * @param number never used twice in a process
 */
record ClientConnection(long number, Channel channel, Outbox outbox, RequestWindow window) {}
