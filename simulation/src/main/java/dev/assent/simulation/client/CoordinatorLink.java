package dev.assent.simulation.client;

import dev.assent.model.DatabaseMark;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Extensions.ClientRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.Message;
import dev.assent.protocol.OutcomeDetail;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.protocol.RegisterResponse;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.simulation.wire.Line;
import dev.assent.simulation.wire.Peer;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client process and its connection. Ours sends a request again, under its old number, when the connection was lost;
 * Seata's gives it up, and sends several at once.
 */
final class CoordinatorLink implements Peer {
    private static final long PATIENCE = 30 * World.SECOND;

    private final ClientProcess process;
    private final String clientId;
    private final Map<Integer, Pending> pending = new LinkedHashMap<>();
    private final Merges merges;
    private final List<Pending> outbox = new ArrayList<>();
    private final Map<Integer, DatabaseMark> announced = new LinkedHashMap<>();
    private final Map<DatabaseMark, Long> accepted = new LinkedHashMap<>();
    private long openedAt;
    private @Nullable Line line;
    private boolean registered;
    private boolean dropped;
    private int lastNumber;

    CoordinatorLink(ClientProcess process, String clientId) {
        this.process = process;
        this.clientId = clientId;
        this.merges = new Merges(process.world(), process.kind());
    }

    void connect() {
        process.place().wire().connect(this, process.host());
    }

    /** The process is dead; the connection with it. */
    void drop() {
        dropped = true;
        if (line != null) {
            line.cut();
        }
    }

    void cut() {
        if (line != null) {
            line.cut();
        }
    }

    /** @param then receives the answer, or that no answer came */
    void ask(Message message, Consumer<Answer> then) {
        ask(message, Map.of(), then);
    }

    /** @param head goes with the request; for ours only */
    void ask(Message message, Map<String, @Nullable String> head, Consumer<Answer> then) {
        Pending request = new Pending(++lastNumber, message, head, then);
        pending.put(request.number, request);
        submit(request);
        process.step(PATIENCE, () -> end(request.number, null));
    }

    /** An answer to an order, on the line it came on, or the one there is now. */
    void reply(Line asked, Frame answer) {
        Line now = line;
        if (now != null && registered && (now == asked || process.chance().oneIn(2))) {
            if (now != asked) {
                process.world().reached(Marker.ANSWERED_ON_ANOTHER_LINE);
            }
            now.sendToServer(answer);
        }
    }

    /** What a Seata resource manager sends when its code throws. */
    void replyBroken(Line asked, int requestId) {
        if (line == asked && registered) {
            process.world().reached(Marker.BROKEN_FRAME_SENT);
            asked.sendToServer(BrokenFrames.of(requestId));
        }
    }

    private void submit(Pending request) {
        Line now = line;
        if (now == null || !registered) {
            return; // goes out when the process has registered
        }
        if (process.isAssent()) {
            request.sent++;
            now.sendToServer(frame(request.number, request.message, request.head));
        } else if (!process.kind().merges()) {
            request.sent++;
            now.sendToServer(Frame.request(request.number, request.message));
        } else {
            outbox.add(request);
            if (outbox.size() == 1) {
                process.step(process.chance().micros(0, 1500), this::sendOutbox);
            }
        }
    }

    private void sendOutbox() {
        List<Pending> all = List.copyOf(outbox);
        outbox.clear();
        Line now = line;
        if (now == null || !registered || all.isEmpty()) {
            return;
        }
        all.forEach(request -> request.sent++);
        if (all.size() == 1) {
            now.sendToServer(Frame.request(all.get(0).number, all.get(0).message));
            return;
        }
        List<Integer> ids = all.stream().map(request -> request.number).toList();
        List<Message> messages = all.stream().map(request -> request.message).toList();
        now.sendToServer(merges.merge(++lastNumber, ids, messages));
    }

    @Override
    public void opened(Line opened) {
        if (dropped || line != null) { // it has one connection at a time
            opened.cut();
            return;
        }
        line = opened;
        openedAt = process.world().now();
        boolean assent = process.isAssent();
        String version = process.kind().version();
        String application = process.kind().application();
        String extra = assent ? Extensions.withToken(null, "simulated") : null;
        String resources = process.kind().equals(Kind.STAGING)
                ? ""
                : process.databases().stream()
                        .map(each -> each.name() + ',' + ClientContext.action(each))
                        .collect(Collectors.joining(","));
        opened.sendToServer(Frame.request(++lastNumber, new RegisterTMRequest(version, application, "default", extra)));
        opened.sendToServer(
                Frame.request(++lastNumber, new RegisterRMRequest(version, application, "default", extra, resources)));
    }

    @Override
    public void received(Line from, Inbound inbound) {
        if (dropped || !(inbound instanceof Frame frame)) {
            return;
        }
        Message body = frame.body();
        if (frame.type() == FrameType.PING) {
            answerWord(from, frame);
        } else if (body instanceof RegisterResponse answer && !pending.containsKey(frame.requestId())) {
            DatabaseMark mark = announced.remove(frame.requestId());
            boolean isOther = Extensions.mark(frame.head()).isPresent(); // is taken at the next use
            if (mark != null && from == line) {
                if (!answer.identified()) {
                    announceAgain(from, mark);
                } else if (!isOther) {
                    accepted(mark);
                }
            } else if (answer instanceof RegisterRMResponse && from == line && !registered) {
                registered = true;
                process.marks().known().forEach((database, known) -> announce(from, process.name(database), known));
                List.copyOf(pending.values()).forEach(this::submit);
            }
        } else if (body instanceof BranchEndRequest order) {
            process.resourceManager().ordered(from, frame, order);
        } else if (body == null || !merges.unpack(frame, body, this::end)) {
            end(frame.requestId(), body, frame.head());
        }
    }

    private void answerWord(Line from, Frame ping) {
        Optional<DatabaseMark> mark = Extensions.mark(ping.head());
        process.step(() -> {
            if (mark.isPresent() && from.isOpen()) {
                String word = process.marks().word(mark.get(), Extensions.nonceToWrite(ping.head()));
                from.sendToServer(Frame.pong(ping).with(Extensions.NONCE, word));
            }
        });
    }

    private Frame frame(int number, Message message, Map<String, @Nullable String> head) {
        Map<String, @Nullable String> whole = new LinkedHashMap<>(new ClientRequest(clientId, number).head());
        whole.putAll(head);
        return Frame.request(number, message).with(whole);
    }

    /** Names a database on a new connection, before all that relies on it. */
    private void announce(Line now, String name, DatabaseMark mark) {
        announced.put(++lastNumber, mark);
        now.sendToServer(frame(lastNumber, resource(name), Extensions.mark(mark)));
    }

    private void announceAgain(Line now, DatabaseMark mark) {
        process.world().reached(Marker.ANNOUNCED_AGAIN);
        process.step(
                process.chance().millis(1000, 10000),
                () -> process.marks().known().entrySet().stream()
                        .filter(each -> now == line && each.getValue().equals(mark))
                        .forEach(each -> announce(now, process.name(each.getKey()), mark)));
    }

    /** The coordinator has accepted this process for the database with that mark. */
    void accepted(DatabaseMark mark) {
        long now = process.world().now();
        accepted.putIfAbsent(mark, now);
        process.world().say(process + " is accepted for the mark " + mark + " on a line of " + openedAt / 1000);
        if (serves(mark, now)) {
            process.place().names().accepted(process.host(), mark, openedAt);
        }
    }

    /**
     * The coordinator has sent an order for the database with that mark, so it has accepted this process for it, though its
     * answer may be on its way. It may have sent it over a connection that has ended since.
     */
    void orderedUnder(DatabaseMark mark) {
        boolean isOpen = line != null && line.isOpen();
        process.place().names().accepted(process.host(), mark, isOpen ? openedAt : 0);
    }

    /** Whether the coordinator accepted this process for that mark by then, on the connection that it still has. */
    boolean serves(DatabaseMark mark, long since) {
        return line != null && line.isOpen() && accepted.getOrDefault(mark, Long.MAX_VALUE) <= since;
    }

    /** The registration of one resource. */
    RegisterRMRequest resource(String name) {
        Kind kind = process.kind();
        return new RegisterRMRequest(
                kind.version(), kind.application(), "default", Extensions.withToken(null, "simulated"), name);
    }

    private void end(int number, @Nullable Message answer) {
        end(number, answer, Map.of());
    }

    private void end(int number, @Nullable Message answer, Map<String, @Nullable String> head) {
        Pending request = pending.remove(number);
        if (request != null) {
            OutcomeDetail detail = OutcomeDetail.in(head).orElse(null);
            Answer whole = new Answer(answer, detail, clientId + '/' + number, request.sent, head);
            process.step(() -> request.then.accept(whole));
        }
    }

    @Override
    public void closed(Line closed) {
        if (dropped || (line != null && closed != line)) {
            return;
        }
        line = null;
        registered = false;
        announced.clear();
        accepted.clear();
        merges.clear();
        outbox.clear();
        if (!process.isAssent()) {
            List.copyOf(pending.values()).stream()
                    .filter(request -> request.sent > 0)
                    .forEach(request -> end(request.number, null));
        }
        process.step(process.chance().millis(20, 1500), this::connect);
    }

    private static final class Pending {
        private final int number;
        private final Message message;
        private final Map<String, @Nullable String> head;
        private final Consumer<Answer> then;
        private int sent;

        Pending(int number, Message message, Map<String, @Nullable String> head, Consumer<Answer> then) {
            this.number = number;
            this.message = message;
            this.head = head;
            this.then = then;
        }
    }
}
