package dev.assent.simulation.client;

import dev.assent.protocol.Message;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param message null if nobody answered in time
 * @param words what our own clients hear beside it of the outcome; null if nothing
 * @param request names the request, however often it was sent
 * @param sent how often
 */
record Answer(@Nullable Message message, @Nullable String words, String request, int sent) {}
