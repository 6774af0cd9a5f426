package dev.assent.client;

import dev.assent.protocol.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls that wait for an answer, oldest first. Belongs to the event loop. */
final class OpenCalls {
    private final Map<Integer, Call<?>> byFrameId = new LinkedHashMap<>();

    void add(Call<?> call) {
        byFrameId.put(call.frameId(), call);
    }

    void remove(Call<?> call) {
        byFrameId.remove(call.frameId(), call);
    }

    List<Call<?>> all() {
        return List.copyOf(byFrameId.values());
    }

    int size() {
        return byFrameId.size();
    }

    Match answered(int frameId, Message message, Peer peer, Map<String, @Nullable String> head) {
        Call<?> call = byFrameId.get(frameId);
        if (call == null) {
            return Match.NO_CALLER_WAITS;
        }
        if (!call.complete(message, peer, head)) {
            return Match.WRONG_TYPE;
        }
        byFrameId.remove(frameId);
        return Match.ANSWERED;
    }

    enum Match {
        ANSWERED,
        /** The caller has given up, or had an answer before: an answer to a repetition. */
        NO_CALLER_WAITS,
        /** The peer has lost count; nothing it says on this connection can be trusted. */
        WRONG_TYPE
    }
}
