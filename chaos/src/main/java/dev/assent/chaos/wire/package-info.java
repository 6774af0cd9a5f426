/** The relays between the processes, which cut, delay and drop messages. */
@NullMarked
package dev.assent.chaos.wire;

import org.jspecify.annotations.NullMarked;
