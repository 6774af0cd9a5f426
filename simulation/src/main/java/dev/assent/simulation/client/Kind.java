package dev.assent.simulation.client;

import dev.assent.protocol.Version;

/**
 * Which client library a process runs. Ours numbers its requests and sends them again; Seata's gives them up when the
 * connection breaks, and may send several in one frame.
 *
 * @param version as it introduces itself
 * @param application undo rows are of two kinds, so ours and Seata's do not work for each other
 */
public record Kind(String version, boolean assent, boolean merges, String application) {
    public static final Kind ASSENT = new Kind("2.5.0", true, false, "bank");
    /** Ours, of an application that has nothing to do with the others. */
    public static final Kind STAGING = new Kind("2.5.0", true, false, "staging");

    static Kind seata(String version, boolean merges) {
        return new Kind(version, false, merges, "old-bank");
    }

    Version parsed() {
        return Version.parse(version);
    }
}
