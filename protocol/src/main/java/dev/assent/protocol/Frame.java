package dev.assent.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One frame of the protocol. An answer carries its request's id, codec and compressor.
 *
 * @param codec how the body is written; 1 in all frames but heartbeats, which repeat what their peer has configured
 * @param compressor how the body is made smaller, 0 for not at all; an answer uses the compressor of its request, so
 *     here LZ4 has two numbers for its two forms, 5 and -5, which are the same on the wire
 * @param requestId the sender's own count, echoed by the answer; the two directions count apart
 * @param head the head map, in the order of the wire; empty from every Seata peer; values may be null; the map is not
 *     copied, so the caller must not change it afterwards
 * @param body null in heartbeats, and only there
 */
public record Frame(
        FrameType type,
        byte codec,
        byte compressor,
        int requestId,
        Map<String, @Nullable String> head,
        @Nullable Message body)
        implements Inbound {

    public Frame {
        if (type.isHeartbeat() != (body == null)) {
            throw new IllegalArgumentException(
                    "Expected a body in requests and answers alone, but got " + type + " with " + body);
        }
        head = head.isEmpty() ? Map.of() : Collections.unmodifiableMap(head);
    }

    public static Frame request(int requestId, Message body) {
        return plain(FrameType.REQUEST, requestId, body);
    }

    public static Frame oneWay(int requestId, Message body) {
        return plain(FrameType.ONE_WAY, requestId, body);
    }

    /** The answer to a request whose frame is no longer at hand. */
    public static Frame response(int requestId, Message body) {
        return plain(FrameType.RESPONSE, requestId, body);
    }

    public static Frame response(Frame request, Message body) {
        return new Frame(FrameType.RESPONSE, request.codec, request.compressor, request.requestId, Map.of(), body);
    }

    /** The answer to one request of a merge, by the request's own id. */
    public static Frame responseToPart(Frame merge, int partId, Message body) {
        return new Frame(FrameType.RESPONSE, merge.codec, merge.compressor, partId, Map.of(), body);
    }

    public static Frame ping(int requestId) {
        return plain(FrameType.PING, requestId, null);
    }

    public static Frame pong(Frame ping) {
        return new Frame(FrameType.PONG, ping.codec, ping.compressor, ping.requestId, Map.of(), null);
    }

    private static Frame plain(FrameType type, int requestId, @Nullable Message body) {
        return new Frame(type, Encodings.SEATA, Encodings.NONE, requestId, Map.of(), body);
    }

    /** The same frame with its body compressed as a frame with this number is. */
    public Frame compressed(byte by) {
        return by == compressor ? this : new Frame(type, codec, by, requestId, head, body);
    }

    /** The same frame with one more entry at the end of its head map; an entry of that key keeps its place. */
    public Frame with(String key, @Nullable String value) {
        Map<String, @Nullable String> more = new LinkedHashMap<>(head);
        more.put(key, value);
        return new Frame(type, codec, compressor, requestId, more, body);
    }

    /** The same frame with these entries at the end of its head map, in their order. */
    public Frame with(Map<String, @Nullable String> entries) {
        if (head.isEmpty() || entries.isEmpty()) {
            return entries.isEmpty() ? this : new Frame(type, codec, compressor, requestId, entries, body);
        }
        Map<String, @Nullable String> more = new LinkedHashMap<>(head);
        more.putAll(entries);
        return new Frame(type, codec, compressor, requestId, more, body);
    }
}
