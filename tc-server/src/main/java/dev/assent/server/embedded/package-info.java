/** A coordinator inside another process, with an in-process network: no socket, no Netty transport, no HTTP. */
@NullMarked
package dev.assent.server.embedded;

import org.jspecify.annotations.NullMarked;
