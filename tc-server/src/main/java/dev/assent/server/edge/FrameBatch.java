package dev.assent.server.edge;

import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.MergedWarpMessage;
import java.util.ArrayList;
import java.util.List;

/** The frames that one read has brought. */
final class FrameBatch {
    private final List<Inbound> frames = new ArrayList<>();
    private int unasked;
    private int bytes;

    void add(Inbound frame, int length) {
        frames.add(frame);
        bytes += length;
        if (!isRequest(frame)) {
            unasked++;
        }
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    List<Inbound> frames() {
        return frames;
    }

    /** How many of the frames will not be answered. */
    int unasked() {
        return unasked;
    }

    int bytes() {
        return bytes;
    }

    /** How many answers it will have; 1 for what has none, until the loop has taken it. */
    static int weight(Inbound inbound) {
        return inbound instanceof Frame frame && frame.body() instanceof MergedWarpMessage merged
                ? Math.max(1, merged.msgs().size())
                : 1;
    }

    private static boolean isRequest(Inbound inbound) {
        return inbound instanceof Frame frame && frame.body() != null && !(frame.body() instanceof BranchEndResponse);
    }
}
