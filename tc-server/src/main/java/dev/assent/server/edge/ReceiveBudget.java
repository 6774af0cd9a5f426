package dev.assent.server.edge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The memory of all frames that have begun to arrive and are not whole. When it is used up, the largest of them is cut
 * off, a client that never registered before one that did, and of equal ones the oldest. Any thread may call.
 */
final class ReceiveBudget {
    /** So that not every byte beyond the budget looks through all of them. */
    private static final int FREED_SHARE = 16;

    private final long most;
    private final Set<Part> parts = new LinkedHashSet<>();
    private long held;

    ReceiveBudget(long most) {
        this.most = most;
    }

    long most() {
        return most;
    }

    synchronized long held() {
        return held;
    }

    /** @param cut called at most once, on any thread: close the connection */
    Part part(Runnable cut) {
        return new Part(cut);
    }

    private synchronized List<Part> resize(Part part, int bytes, boolean known) {
        if (part.cut) {
            return List.of();
        }
        held += bytes - part.bytes;
        part.bytes = bytes;
        part.known = known;
        if (bytes == 0) {
            parts.remove(part);
        } else {
            parts.add(part);
        }
        return held > most ? cutSome() : List.of();
    }

    private List<Part> cutSome() {
        List<Part> victims = new ArrayList<>(parts);
        victims.sort(Comparator.comparing((Part part) -> part.known).thenComparing(part -> -part.bytes));
        List<Part> cut = new ArrayList<>();
        for (Part victim : victims) {
            if (held <= most - most / FREED_SHARE) {
                break;
            }
            victim.cut = true;
            held -= victim.bytes;
            parts.remove(victim);
            cut.add(victim);
        }
        return cut;
    }

    /** One connection's. */
    final class Part {
        private final Runnable cutOff;
        private int bytes;
        private boolean known;
        private boolean cut;

        private Part(Runnable cutOff) {
            this.cutOff = cutOff;
        }

        /**
         * @param now how much this connection's unfinished frame holds, 0 if there is none
         * @param registered whether its client has registered
         */
        void holds(int now, boolean registered) {
            if (now != bytes) {
                resize(this, now, registered).forEach(victim -> victim.cutOff.run());
            }
        }
    }
}
