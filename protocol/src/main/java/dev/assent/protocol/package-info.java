/** Seata's wire protocol: one record per message with its codec, and the frames around them; no sockets. */
@NullMarked
package dev.assent.protocol;

import org.jspecify.annotations.NullMarked;
