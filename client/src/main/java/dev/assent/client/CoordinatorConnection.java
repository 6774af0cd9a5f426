package dev.assent.client;

import dev.assent.model.AssentException;
import dev.assent.model.DatabaseMark;
import dev.assent.protocol.BranchEndRequest;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Message;
import dev.assent.protocol.UndoLogDeleteRequest;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one registered connection to the coordinator, reconnects it, and holds the calls that wait for an answer. All
 * state belongs to the event loop; methods for other threads go through {@link EventLoopBatch}.
 */
final class CoordinatorConnection {
    private final ClientOptions options;
    private final CoordinatorAddress address;
    private final EventLoop loop;
    private final RegistrationMessages introduction;
    private final Resources resources;
    private final BranchWorker phaseTwo;
    private final String clientId;
    private final AtomicLong numbers = new AtomicLong();
    private final EventLoopBatch turns;
    private final Dialer dialer;
    private final Backoff backoff;
    private final ConnectionLog connectionLog;
    private final OpenCalls calls = new OpenCalls();
    private final Announcements announcements;
    private @Nullable Session ready;
    private @Nullable Session latest;
    private volatile @Nullable Peer peer; // written by the event loop
    private boolean closed;

    CoordinatorConnection(
            ClientOptions options,
            String clientId,
            EventLoop loop,
            @Nullable LocalAddress inProcess,
            Resources resources,
            BranchWorker phaseTwo) {
        this.options = options;
        this.address = options.coordinator();
        this.loop = loop;
        this.introduction = new RegistrationMessages(options.applicationId(), options.transactionServiceGroup());
        this.resources = resources;
        this.phaseTwo = phaseTwo;
        this.clientId = clientId;
        this.turns = new EventLoopBatch(loop, this::flush);
        this.dialer = new Dialer(options, loop, inProcess);
        this.backoff = new Backoff(options.firstBackoff(), options.maxBackoff(), new SplittableRandom());
        this.connectionLog = new ConnectionLog(address);
        this.announcements = new Announcements(this, resources, clientId, options.maxBackoff(), this::later);
    }

    /** Any thread. */
    void open() {
        turns.submit(this::connect);
    }

    /** Any thread. A call that was sent already is sent again. False if this is closed. */
    boolean send(Call<?> call) {
        return turns.submit(() -> take(call));
    }

    /** Any thread. */
    void forget(Call<?> call) {
        turns.submit(() -> calls.remove(call));
    }

    /** Any thread. The caller no longer waits, but the call is still sent if that is possible in this time. */
    void sendStill(Call<?> call, Duration within) {
        turns.submit(() -> later(() -> calls.remove(call), within));
    }

    /**
     * Any thread. Announces a resource that may be missing in the registration, whether that is answered or not. A
     * registration that is not sent yet names this resource itself.
     */
    void announce(BranchResource resource) {
        turns.submit(() -> {
            if (latest != null && latest.isIntroduced()) {
                latest.write(introduction.laterResource(nextFrameId(), resource.resourceId()));
                DatabaseMark mark = resource.mark();
                if (mark != null && ready == latest && peer != null && peer.isAssent()) {
                    announcements.say(latest, resource.resourceId(), mark);
                }
                latest.flush();
            }
        });
    }

    /** The coordinator wants a word to be written into a mark's row, or to be read. */
    void nonce(Session asking, Frame ping) {
        Extensions.mark(ping.head()).ifPresent(mark -> {
            BranchResource asked = resources.find(mark).orElse(null);
            phaseTwo.nonce(mark, Extensions.nonceToWrite(ping.head()).orElse(null), nonce -> {
                turns.submit(() -> reply(asking, Frame.pong(ping).with(Extensions.NONCE, nonce)));
                if (asked != null && !mark.equals(asked.mark())) {
                    announce(asked); // it has seen that its database has another mark now
                }
            });
        });
    }

    /**
     * Any thread. No call gets an answer any more; what was written before is still sent. Completes when the connection
     * is closed.
     */
    CompletableFuture<Void> close() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        boolean coming = turns.submit(() -> {
            closed = true;
            calls.all().forEach(call -> call.fail(new NoResponse("this client was closed", call.wasSent())));
            if (latest == null) {
                gone.complete(null);
            } else {
                latest.flush();
                latest.whenGone(() -> gone.complete(null));
                latest.end("this client was closed");
            }
        });
        return coming ? gone : CompletableFuture.completedFuture(null);
    }

    /** Any thread. Numbers both calls and frames. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Any thread. Completes the sentence "no answer came: ". */
    String state() {
        return connectionLog.state();
    }

    int nextFrameId() {
        return (int) (nextNumber() & Integer.MAX_VALUE);
    }

    RegistrationMessages introduction() {
        return introduction;
    }

    String resourceIds() {
        return resources.ids();
    }

    Instant wall() {
        return options.time().wall();
    }

    Duration silenceLimit() {
        return options.silenceLimit();
    }

    /** The coordinator of the newest connection; empty before the first. Any thread may ask. */
    Optional<CoordinatorInfo> coordinator() {
        return Optional.ofNullable(peer).map(Peer::info);
    }

    void ready(Session session, Peer who) {
        ready = session;
        peer = who;
        backoff.reset();
        connectionLog.connected(who, calls.size());
        if (who.isAssent()) {
            resources
                    .marks()
                    .forEach((id, mark) -> announcements.say(session, id, mark)); // before the calls that rely on it
        }
        calls.all().forEach(call -> write(session, call, who));
        session.flush();
    }

    /** A session has ended, or a connection could not be made. */
    void lost(@Nullable Session session, String reason) {
        boolean wasReady = session != null && session == ready;
        ready = wasReady ? null : ready;
        if (closed) {
            return;
        }
        if (wasReady) {
            connectionLog.lost(reason, calls.size());
        } else {
            connectionLog.unreachable(reason, options.maxBackoff());
        }
        options.time().connectLater(loop, this::connect, backoff.next());
    }

    OpenCalls.Match answered(Frame frame, Message body, Peer who) {
        announcements.answered(frame, body);
        return calls.answered(frame.requestId(), body, who, frame.head());
    }

    void finish(Session asking, Frame frame, BranchEndRequest request) {
        phaseTwo.accept(
                request,
                Extensions.mark(frame.head()).orElse(null),
                (answer, head) -> turns.submit(
                        () -> reply(asking, Frame.response(frame, answer).with(head))));
    }

    void purge(UndoLogDeleteRequest order) {
        phaseTwo.accept(order);
    }

    private void reply(Session asking, Frame answer) {
        // a coordinator takes an answer from any connection, by its request's id
        Session way = asking.isOpen() ? asking : ready;
        if (way != null) {
            way.write(answer);
            if (way != ready) {
                way.flush();
            }
        }
    }

    private void take(Call<?> call) {
        if (closed) {
            call.fail(new NoResponse("this client was closed", call.wasSent()));
            return;
        }
        calls.add(call);
        if (ready != null && peer != null) {
            write(ready, call, peer);
        }
    }

    private void write(Session session, Call<?> call, Peer who) {
        if (!call.isUnderstoodBy(who)) {
            calls.remove(call);
            call.fail(new NoResponse("it is a Seata server, which knows no such request", false));
        } else if (!call.maySendTo(who)) {
            calls.remove(call);
            call.fail(new NoResponse(
                    "the connection was lost, and a Seata server might do it twice if asked again", true));
        } else if (call.markSent()) {
            Frame frame = Frame.request(call.frameId(), call.request);
            try {
                session.write(who.isAssent() ? frame.with(call.head(clientId)) : frame);
            } catch (AssentException e) { // it does not fit the protocol: nothing of it was written
                calls.remove(call);
                call.fail(e);
            }
        } else {
            calls.remove(call);
        }
    }

    void later(Runnable task, Duration pause) {
        options.time().later(loop, task, pause);
    }

    private void flush() {
        if (ready != null) {
            ready.flush();
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        dialer.dial(
                channel -> {
                    latest = new Session(this, channel, options.connectTimeout());
                    return latest;
                },
                reason -> lost(null, reason));
    }
}
