package dev.assent.client;

import dev.assent.protocol.Message;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call.
 *
 * @param peer the sender; its version decides what the numbers mean
 * @param head the frame's head map, where Assent says more than the message can
 */
record Answer<R extends Message>(R message, Peer peer, Map<String, @Nullable String> head) {}
