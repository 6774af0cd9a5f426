package dev.assent.server.loop;

import dev.assent.core.Command;
import dev.assent.core.Coordinator;
import dev.assent.core.CoreErrors;
import dev.assent.core.Decision;
import dev.assent.core.Effect;
import dev.assent.core.Event;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.EndedEmpty;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.Listing;
import dev.assent.core.Reply;
import dev.assent.core.SagaEvent.SagaEnded;
import dev.assent.journal.Journal;
import dev.assent.journal.SnapshotBuilder;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.BrokenFrame;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.MergedWarpMessage;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.protocol.RegisterRequest;
import dev.assent.protocol.RegisterTMResponse;
import dev.assent.server.delivery.LoopOptions;
import dev.assent.server.delivery.PhaseTwoDelivery;
import dev.assent.server.delivery.PurgeOptions;
import dev.assent.server.delivery.UndoPurge;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.limit.ClientLimits;
import dev.assent.server.port.Clock;
import dev.assent.server.port.Network;
import dev.assent.server.port.Scheduler;
import dev.assent.server.session.Merge;
import dev.assent.server.session.RegistrationLimits;
import dev.assent.server.session.Requests;
import dev.assent.server.session.Responder;
import dev.assent.server.session.Session;
import dev.assent.server.session.Sessions;
import dev.assent.server.session.SettlementWaiters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell around the core: decide, apply, append, and let nothing leave that a crash could still take back. One thread
 * runs all of it, and the world is reached by ports alone, so a simulation runs this very class.
 */
public final class CoordinatorLoop {
    private static final Logger log = LoggerFactory.getLogger(CoordinatorLoop.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Coordinator coordinator;
    private final GroupCommit journal;
    private final Scheduler scheduler;
    private final Network network;
    private final CoordinatorTime time;
    private final String version;
    private final Sessions sessions = new Sessions();
    private RegistrationLimits registrations = new RegistrationLimits(ClientLimits.defaults());
    private final Deadlines deadlines = new Deadlines();
    private final SettlementWaiters waiters;
    private final PhaseTwoDelivery phaseTwo;
    private final Requests requests;
    private final Operators operators;
    private final List<Merge> ready = new ArrayList<>();
    private boolean flushing;
    private boolean stopping;

    /**
     * @param coordinator recovered, and in the journal's first snapshot
     * @param emptyState for making old records fewer
     * @param version of Assent, for our own clients
     * @param failure called on the journal's thread when the disk fails: stop the process, answer nothing more
     */
    public CoordinatorLoop(
            Coordinator coordinator,
            Journal journal,
            Supplier<SnapshotBuilder> emptyState,
            Clock clock,
            Scheduler scheduler,
            Network network,
            RandomGenerator random,
            LoopOptions options,
            String version,
            Consumer<Throwable> failure) {
        this.coordinator = coordinator;
        this.journal = new GroupCommit(journal, emptyState, scheduler, failure);
        this.scheduler = scheduler;
        this.network = network;
        this.time = new CoordinatorTime(clock, coordinator.latest());
        this.version = version;
        this.waiters = new SettlementWaiters(scheduler, options.settleWait());
        this.phaseTwo = new PhaseTwoDelivery(
                sessions,
                (session, frame) -> send(session, frame.compressed(session.compressor()), null),
                scheduler,
                random,
                time::now,
                options,
                this::decide);
        this.requests = new Requests(this::decide, waiters);
        this.operators = new Operators(coordinator, this.journal, phaseTwo, time::now, this::decide);
    }

    /** Takes up again what an earlier life of the coordinator owed. */
    public void start() {
        coordinator.owed().forEach(this::run);
        scheduler.after(TICK, this::tick);
    }

    /** Before {@link #start}. */
    public void limitClients(ClientLimits limits) {
        registrations = new RegistrationLimits(limits);
    }

    /** From now on. Before {@link #start}, or on the loop's thread. */
    public void purgeUndoRows(PurgeOptions options) {
        new UndoPurge(
                        sessions,
                        (session, frame) -> send(session, frame.compressed(session.compressor()), null),
                        scheduler,
                        time::now,
                        coordinator::resourcesWithUnfinishedFrom,
                        options)
                .start();
    }

    /** @param address {@code ip:port} of the peer */
    public void connected(long connection, String address) {
        sessions.add(new Session(connection, address));
    }

    public void disconnected(long connection) {
        Session session = sessions.remove(connection);
        if (session != null) {
            phaseTwo.gone(session);
            flushLater();
        }
    }

    public void received(long connection, Inbound inbound) {
        Session session = sessions.find(connection);
        if (session == null || stopping) {
            return; // closed while the frame was on its way
        }
        flushLater();
        if (inbound instanceof BrokenFrame broken) {
            if (session.isRegistered()) {
                phaseTwo.failed(broken.requestId());
            } else {
                refuse(session, "register first", broken);
            }
            return;
        }
        Frame frame = (Frame) inbound;
        session.heard(frame);
        if (frame.type() == FrameType.PING) {
            network.send(connection, Frame.pong(frame));
        } else if (frame.body() instanceof RegisterRequest register) {
            register(session, frame, register);
        } else if (!session.isRegistered() && frame.body() != null) {
            refuse(session, "register first", frame.body().type());
        } else if (frame.body() instanceof BranchEndResponse answer) {
            phaseTwo.answered(session, frame.requestId(), answer);
        } else if (frame.body() instanceof MergedWarpMessage merged) {
            merged(session, frame, merged);
        } else if (frame.body() != null) {
            boolean known =
                    requests.handle(frame.body(), frame.head(), journal.spaceIsLow(), new OneRequest(session, frame));
            if (!known) {
                refuse(session, "send what a client may", frame.body().type());
            }
        }
    }

    /**
     * Takes nothing new, tells those who wait how far it has come, and calls {@code stopped} when all that was decided is
     * written and answered. Open transactions stay open.
     */
    public void stop(Runnable stopped) {
        stopping = true;
        journal.whenDurable(waiters::giveUpAll);
        journal.whenIdle(() -> {
            flush();
            stopped.run();
        });
    }

    /** Clients that have not gone. */
    public int connections() {
        return sessions.size();
    }

    /** The story of one transaction, whatever it is. Any thread may call; completed on the loop's thread. */
    public CompletableFuture<TransactionHistory> inspect(Xid xid) {
        return ask(future -> operators.inspect(xid, future::complete));
    }

    /** Open transactions, the oldest first. Any thread may call; completed on the loop's thread. */
    public CompletableFuture<List<TransactionHistory>> list(Listing listing) {
        return ask(future -> operators.list(listing, future::complete));
    }

    /**
     * Those that did not simply commit and have ended in this life of the process, the last first: of the last thousand
     * as many as wanted. Any thread may call; completed on the loop's thread.
     */
    public CompletableFuture<List<TransactionHistory>> ended(int limit) {
        return ask(future -> operators.ended(limit, future::complete));
    }

    /**
     * Does what an operator wants of a decided transaction, and answers once that is durable: {@link Reply.Explained} or
     * {@link Reply.Refused}. Any thread may call; completed on the loop's thread.
     */
    public CompletableFuture<Reply> operate(Command.OfOperator wish) {
        return ask(future -> operators.operate(wish, future::complete));
    }

    private <T> CompletableFuture<T> ask(Consumer<CompletableFuture<T>> question) {
        CompletableFuture<T> future = new CompletableFuture<>();
        scheduler.run(() -> {
            if (stopping) {
                future.completeExceptionally(ServerErrors.stopping());
            } else {
                question.accept(future);
            }
        });
        return future;
    }

    /** For the line at start and at a stop. */
    public int openTransactions() {
        return coordinator.openTransactions();
    }

    private void register(Session session, Frame frame, RegisterRequest register) {
        Optional<String> refusal = registrations.refusal(register, session);
        if (refusal.isPresent()) {
            refuseRegistration(session, frame, register, refusal.get());
            return;
        }
        boolean first = !session.isRegistered();
        session.register(register, frame.type());
        boolean resourceManager = register instanceof RegisterRMRequest;
        Message answer = resourceManager
                ? new RegisterRMResponse(true, WIRE_VERSION)
                : new RegisterTMResponse(true, WIRE_VERSION);
        Frame response = Frame.response(frame, answer);
        network.send(session.connection(), session.isAssent() ? response.with(Extensions.VERSION, version) : response);
        if (first) {
            log.info("{} registered", session);
        }
        if (register instanceof RegisterRMRequest rm) {
            phaseTwo.served(sessions.serve(session, rm.resourceIds()));
        }
    }

    private void refuseRegistration(Session session, Frame frame, RegisterRequest register, String sentence) {
        log.warn(sentence);
        Message answer = register instanceof RegisterRMRequest
                ? new RegisterRMResponse(false, WIRE_VERSION)
                : new RegisterTMResponse(false, WIRE_VERSION);
        network.send(session.connection(), Frame.response(frame, answer));
        network.close(session.connection());
        disconnected(session.connection());
    }

    /** The version of Seata whose features we speak: its clients of later versions may ask for more. */
    private static final String WIRE_VERSION = "2.5.0";

    private void merged(Session session, Frame frame, MergedWarpMessage merged) {
        Merge merge = new Merge(session, frame, merged, answer -> send(session, answer, null), this::sendBeforeFlush);
        for (int i = 0; i < merged.msgs().size(); i++) {
            // a client's number in the head would name all of them
            boolean known = requests.handle(merged.msgs().get(i), Map.of(), journal.spaceIsLow(), merge.part(i));
            if (!known) {
                refuse(session, "merge requests only", merged.msgs().get(i).type());
                return;
            }
        }
    }

    private void refuse(Session session, String expected, Object seen) {
        log.warn(ServerErrors.misbehaved(session, expected, seen));
        network.close(session.connection());
        disconnected(session.connection());
    }

    private void decide(Command command, Consumer<Reply> asker) {
        Instant now = time.now();
        Decision decision = coordinator.decide(command, now);
        for (Event event : decision.events()) {
            coordinator.apply(event, now);
            journal.append(now, event);
            note(event);
        }
        Reply reply = decision.reply();
        if (reply != null || !decision.effects().isEmpty()) {
            journal.whenDurable(() -> {
                if (reply != null) {
                    asker.accept(reply);
                }
                decision.effects().forEach(this::run);
                flushLater();
            });
        }
    }

    private void note(Event event) {
        if (event instanceof RollbackDecided rollback) {
            log.info(
                    "transaction {} is to be rolled back, decided by {}",
                    rollback.xid(),
                    CoreErrors.words(rollback.cause()));
        }
        if (event instanceof CommitDecided
                || event instanceof RollbackDecided
                || event instanceof EndedEmpty
                || event instanceof SagaEnded) {
            deadlines.remove(((Event.OfTransaction) event).xid());
        }
    }

    private void run(Effect effect) {
        if (effect instanceof Effect.Deliver deliver) {
            phaseTwo.deliver(deliver);
        } else if (effect instanceof Effect.WakeAt wake) {
            deadlines.put(wake.xid(), wake.deadline());
        } else if (effect instanceof Effect.Settled settled) {
            waiters.settled(settled.xid(), settled.standing());
        } else if (effect instanceof Effect.CallOff off) {
            phaseTwo.callOff(off.xid());
        } else if (effect instanceof Effect.Hurry hurry) {
            phaseTwo.hurry(hurry.xid());
        } else if (effect instanceof Effect.Stuck stuck) {
            log.warn(ServerErrors.parked(stuck));
        } else if (effect instanceof Effect.Ended ended) {
            operators.ended(ended.story());
        }
    }

    private void tick() {
        journal.tick();
        deadlines.takeDue(time.now()).forEach(xid -> decide(new Command.Expire(xid), ignored -> {}));
        flushLater();
        scheduler.after(TICK, this::tick);
    }

    private void send(Session session, Frame frame, @Nullable String outcome) {
        boolean told = outcome != null && session.isAssent();
        network.send(session.connection(), told ? frame.with(Extensions.OUTCOME, outcome) : frame);
        flushLater();
    }

    private void flushLater() {
        if (!flushing) {
            flushing = true;
            scheduler.run(() -> {
                flushing = false;
                flush();
            });
        }
    }

    private void sendBeforeFlush(Merge merge) {
        ready.add(merge);
        flushLater();
    }

    private void flush() {
        ready.forEach(Merge::sendReady);
        ready.clear();
        network.flush();
    }

    private final class OneRequest implements Responder {
        private final Session session;
        private final Frame frame;

        OneRequest(Session session, Frame frame) {
            this.session = session;
            this.frame = frame;
        }

        @Override
        public Session session() {
            return session;
        }

        @Override
        public void answer(Message answer, @Nullable String outcome) {
            send(session, Frame.response(frame, answer), outcome);
        }
    }
}
