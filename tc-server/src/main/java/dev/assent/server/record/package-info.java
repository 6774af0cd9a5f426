/** The binary form of the core's events in the journal. */
@NullMarked
package dev.assent.server.record;

import org.jspecify.annotations.NullMarked;
