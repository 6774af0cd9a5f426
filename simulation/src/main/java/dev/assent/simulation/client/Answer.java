package dev.assent.simulation.client;

import dev.assent.protocol.Message;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param message null if nobody answered in time
 * @param request names the request, however often it was sent
 * @param sent how often
 */
record Answer(@Nullable Message message, String request, int sent) {}
