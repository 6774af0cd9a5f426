package dev.assent.simulation.client;

import dev.assent.protocol.Message;
import dev.assent.protocol.OutcomeDetail;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param message null if nobody answered in time
 * @param detail what our own clients are told beside it about the outcome; null if nothing
 * @param request names the request, however often it was sent
 * @param sent how often
 */
record Answer(@Nullable Message message, @Nullable OutcomeDetail detail, String request, int sent) {}
