/** What clients may make the coordinator keep, and what they are told beyond it. */
@NullMarked
package dev.assent.server.limit;

import org.jspecify.annotations.NullMarked;
