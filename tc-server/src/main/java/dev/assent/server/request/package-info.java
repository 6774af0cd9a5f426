/** What the frames of clients mean, which part of the coordinator answers them, and the frames that leave. */
@NullMarked
package dev.assent.server.request;

import org.jspecify.annotations.NullMarked;
