package dev.assent.simulation.client;

import dev.assent.protocol.Version;

/**
 * Which client library a process runs. Ours numbers its requests and sends them again; Seata's gives them up when the
 * connection breaks, and may send several in one frame.
 *
 * @param version as it introduces itself
 */
public record Kind(String version, boolean assent, boolean merges) {
    public static final Kind ASSENT = new Kind("2.5.0", true, false);

    static Kind seata(String version, boolean merges) {
        return new Kind(version, false, merges);
    }

    Version parsed() {
        return Version.parse(version);
    }

    /** Undo rows are of two kinds, so the two do not work for each other. */
    String application() {
        return assent ? "bank" : "old-bank";
    }
}
