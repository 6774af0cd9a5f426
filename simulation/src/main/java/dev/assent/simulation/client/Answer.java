package dev.assent.simulation.client;

import dev.assent.protocol.Message;
import dev.assent.protocol.OutcomeDetail;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request.
 *
 * @param message null if no answer came in time
 * @param detail what an answer to our own clients says beside it about the outcome; null if nothing
 * @param request names the request, however often it was sent
 * @param sent how often
 * @param head of the frame it came in; empty if it came in none of its own
 */
record Answer(
        @Nullable Message message,
        @Nullable OutcomeDetail detail,
        String request,
        int sent,
        Map<String, @Nullable String> head) {}
