package dev.assent.server.session;

import dev.assent.model.DatabaseMark;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.server.port.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a second name of a database from a copy of it (P9 f): the newcomer writes a word into the mark's row, and a
 * connection that serves the mark already must read it. Without such a connection, the word that is written shows that the
 * newcomer's database has the mark. One newcomer per mark at a time, since there is one row.
 */
final class CopyCheck {
    private static final Duration TICK = Duration.ofSeconds(1);

    /**
     * A word is awaited for this many ticks. They are counted one by one: while this process stands still, the word may come,
     * and only one tick passes.
     */
    private static final int PATIENCE = 5;

    /** What has come of a check. */
    enum Found {
        /** The newcomer's database has the mark, and so has the one that is known under it: one database, if there is one. */
        SAME,
        /** The newcomer writes no word beside the mark: its database may have lost it. */
        NOT_WRITTEN,
        /** The word is not there where the mark is known: two databases have it. */
        NOT_READ
    }

    private final BiConsumer<Session, Frame> network;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Map<DatabaseMark, Deque<Check>> queues = new LinkedHashMap<>();
    private final Map<Integer, Check> asked = new LinkedHashMap<>();
    private int lastId;

    CopyCheck(BiConsumer<Session, Frame> network, Scheduler scheduler, RandomGenerator random) {
        this.network = network;
        this.scheduler = scheduler;
        this.random = random;
    }

    /**
     * @param first finds a connection that serves the mark; null if there is none any more: then nothing is to be compared
     * @param then hears what has come of it; never if the newcomer goes away
     */
    void check(Session newcomer, DatabaseMark mark, Supplier<@Nullable Session> first, Consumer<Found> then) {
        Deque<Check> queue = queues.computeIfAbsent(mark, none -> new ArrayDeque<>());
        queue.add(new Check(newcomer, mark, first, then, word()));
        if (queue.size() == 1) {
            begin(queue.element());
        }
    }

    /** A client has answered a ping that asked for a word. */
    void answered(Session from, Frame pong) {
        Check check = asked.get(pong.requestId());
        if (check == null || check.asks != from) {
            return; // too late
        }
        asked.remove(pong.requestId());
        boolean word = check.word.equals(pong.head().get(Extensions.NONCE));
        if (!word) {
            end(check, check.silence());
        } else if (from == check.newcomer) {
            read(check);
        } else {
            end(check, Found.SAME);
        }
    }

    void gone(Session session) {
        for (Deque<Check> queue : List.copyOf(queues.values())) {
            Check current = queue.peek();
            queue.removeIf(check -> check != current && check.newcomer == session);
            if (current != null && current.newcomer == session) {
                end(current, null);
            } else if (current != null && current.asks == session) {
                read(current);
            }
        }
    }

    private void begin(Check check) {
        ask(check, check.newcomer, Extensions.toWrite(check.mark, check.word));
    }

    private void read(Check check) {
        Session first = check.first.get();
        if (first == null) {
            end(check, Found.SAME);
        } else {
            ask(check, first, Extensions.toRead(check.mark));
        }
    }

    private void ask(Check check, Session whom, Map<String, @Nullable String> head) {
        lastId = lastId == Integer.MAX_VALUE ? 1 : lastId + 1;
        int id = lastId;
        check.asks = whom;
        asked.put(id, check);
        network.accept(whom, Frame.ping(id).with(head));
        await(id, check, PATIENCE);
    }

    private void await(int id, Check check, int ticks) {
        scheduler.after(TICK, () -> {
            if (asked.get(id) == check && ticks > 1) {
                await(id, check, ticks - 1);
            } else if (asked.remove(id, check)) {
                end(check, check.silence());
            }
        });
    }

    private void end(Check check, @Nullable Found found) {
        asked.values().removeIf(check::equals);
        Deque<Check> queue = queues.get(check.mark);
        if (queue == null || !queue.remove(check)) {
            return;
        }
        if (queue.isEmpty()) {
            queues.remove(check.mark, queue);
        } else {
            begin(queue.element());
        }
        if (found != null) {
            check.then.accept(found); // last: it may ask for another check
        }
    }

    private String word() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static final class Check {
        private final Session newcomer;
        private final DatabaseMark mark;
        private final Supplier<@Nullable Session> first;
        private final Consumer<Found> then;
        private final String word;
        private @Nullable Session asks;

        Check(
                Session newcomer,
                DatabaseMark mark,
                Supplier<@Nullable Session> first,
                Consumer<Found> then,
                String word) {
            this.newcomer = newcomer;
            this.mark = mark;
            this.first = first;
            this.then = then;
            this.word = word;
        }

        /** What it means if the word does not come from the connection that is asked. */
        Found silence() {
            return asks == newcomer ? Found.NOT_WRITTEN : Found.NOT_READ;
        }
    }
}
