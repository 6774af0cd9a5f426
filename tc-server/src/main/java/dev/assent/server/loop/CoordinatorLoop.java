package dev.assent.server.loop;

import dev.assent.core.BranchAnswer.Failing;
import dev.assent.core.Command;
import dev.assent.core.Coordinator;
import dev.assent.core.Decision;
import dev.assent.core.Durability;
import dev.assent.core.Event;
import dev.assent.core.Listing;
import dev.assent.core.Refusal;
import dev.assent.core.Reply;
import dev.assent.core.Touched;
import dev.assent.core.TransactionDetails;
import dev.assent.journal.Journal;
import dev.assent.model.DatabaseMark;
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
import dev.assent.server.delivery.Slices;
import dev.assent.server.delivery.UndoPurge;
import dev.assent.server.errors.ServerErrors;
import dev.assent.server.limit.ClientLimits;
import dev.assent.server.port.Clock;
import dev.assent.server.port.Network;
import dev.assent.server.port.Scheduler;
import dev.assent.server.record.SnapshotShares;
import dev.assent.server.session.DatabaseRegistrations;
import dev.assent.server.session.Merge;
import dev.assent.server.session.RegistrationLimits;
import dev.assent.server.session.Requests;
import dev.assent.server.session.Responder;
import dev.assent.server.session.Session;
import dev.assent.server.session.Sessions;
import dev.assent.server.session.SettlementWaiters;
import dev.assent.server.view.DatabaseView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
    private final Clock clock;
    private final CoordinatorTime time;
    private final String version;
    private final Sessions sessions = new Sessions();
    private RegistrationLimits registrations = new RegistrationLimits(ClientLimits.defaults());
    private final Deadlines deadlines = new Deadlines();
    private final SettlementWaiters waiters;
    private final PhaseTwoDelivery phaseTwo;
    private final Requests requests;
    private final DatabaseRegistrations databases;
    private final Operators operators;
    private final Reconciler reconciler;
    private final Chronicle chronicle;
    private final List<Merge> ready = new ArrayList<>();
    private boolean flushing;
    private boolean stopping;

    /**
     * @param coordinator recovered, and in the journal's first snapshot
     * @param snapshots makes old records fewer
     * @param version of Assent, for our own clients
     * @param failure called on the journal's thread when the disk fails: stop the process, answer nothing more
     */
    public CoordinatorLoop(
            Coordinator coordinator,
            Journal journal,
            SnapshotShares snapshots,
            Clock clock,
            Scheduler scheduler,
            Network network,
            RandomGenerator random,
            LoopOptions options,
            String version,
            Consumer<Throwable> failure) {
        this.coordinator = coordinator;
        this.journal = new GroupCommit(journal, snapshots, coordinator::memory, clock, scheduler, failure);
        this.scheduler = scheduler;
        this.network = network;
        this.clock = clock;
        this.time = new CoordinatorTime(clock, coordinator.latest());
        this.version = version;
        this.waiters = new SettlementWaiters(
                scheduler,
                time::now,
                options.settleWait(),
                ClientLimits.defaults().waiters());
        this.phaseTwo = new PhaseTwoDelivery(
                sessions,
                this::sendToParticipant,
                this::close,
                scheduler,
                random,
                time::now,
                options,
                this::decideForDelivery);
        this.reconciler = new Reconciler(coordinator, this.journal, deadlines, phaseTwo, waiters);
        this.requests = new Requests(this::decide, waiters, reconciler::settled);
        this.databases = new DatabaseRegistrations(
                sessions,
                this::decide,
                mark -> phaseTwo.served(List.of(mark.value())),
                this::sendToParticipant,
                scheduler,
                random);
        this.operators = new Operators(coordinator, this.journal, phaseTwo);
        this.chronicle = new Chronicle(operators::ended);
    }

    /** Takes up again what the coordinator had left to do when it ended. */
    public void start() {
        Slices.run(scheduler, coordinator.openXids(), reconciler::look);
        scheduler.after(TICK, this::tick);
    }

    /** Before {@link #start}. */
    public void limitClients(ClientLimits limits) {
        registrations = new RegistrationLimits(limits);
        waiters.limit(limits.waiters());
    }

    /** From now on. Before {@link #start}, or on the loop's thread. */
    public void purgeUndoRows(PurgeOptions options) {
        new UndoPurge(
                        sessions,
                        this::sendToParticipant,
                        scheduler,
                        time::now,
                        clock::wall,
                        coordinator::resourcesWithUnfinishedFrom,
                        options)
                .start();
    }

    /** From now on. Before {@link #start}, or on the loop's thread. */
    public void allow(ForceLimits limits) {
        journal.allow(limits);
    }

    /** @param address {@code ip:port} of the peer */
    public void connected(long connection, String address) {
        sessions.add(new Session(connection, address));
    }

    public void disconnected(long connection) {
        Session session = sessions.remove(connection);
        if (session != null) {
            databases.gone(session);
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
        } else if (frame.type() == FrameType.PONG && frame.head().containsKey(Extensions.NONCE)) {
            databases.answered(session, frame);
        } else if (frame.body() instanceof RegisterRequest register) {
            register(session, frame, register);
        } else if (!session.isRegistered() && frame.body() != null) {
            refuse(session, "register first", frame.body().type());
        } else if (frame.body() instanceof BranchEndResponse answer) {
            phaseTwo.answered(session, frame.requestId(), answer, Extensions.isNoTrace(frame.head()));
        } else if (frame.body() instanceof MergedWarpMessage merged) {
            merged(session, frame, merged);
        } else if (frame.body() != null && isCopy(session, frame)) {
            log.debug("{} sends over a later connection by now; ignored {}", session, frame.body());
        } else if (frame.body() != null) {
            boolean known = requests.handle(
                    frame.body(), frame.head(), journal.refusesNewWork(), new OneRequest(session, frame));
            if (!known) {
                refuse(session, "send what a client may", frame.body().type());
            }
        }
    }

    /**
     * Takes nothing new, answers each caller that waits with how far its transaction has come, and calls {@code stopped} when all that was decided is
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

    /** The history of one transaction, whatever it is. Any thread may call; completed on the loop's thread. */
    public CompletableFuture<TransactionHistory> inspect(Xid xid) {
        return ask(future -> operators.inspect(xid, future::complete));
    }

    /** Open transactions, the oldest first. Any thread may call; completed on the loop's thread. */
    public CompletableFuture<List<TransactionHistory>> list(Listing listing) {
        return ask(future -> operators.list(listing, future::complete));
    }

    /**
     * The transactions that ended since the start and did not simply commit, the last one first: as many as wanted of
     * the remembered ones. Any thread may call; completed on the loop's thread.
     */
    public CompletableFuture<List<TransactionHistory>> ended(int limit) {
        return ask(future -> operators.ended(limit, future::complete));
    }

    /**
     * Does what an operator wants of a decided transaction, and answers once that is durable: {@link Reply.Explained} or
     * {@link Reply.Refused}. Any thread may call; completed on the loop's thread.
     */
    public CompletableFuture<OperatorAnswer> operate(Command.Operate wish) {
        return ask(future -> {
            Applied applied = apply(wish);
            Reply reply = Objects.requireNonNull(applied.reply);
            operators.operated(wish, reply, applied.ended, applied.at, future::complete);
            reconcileLater(applied);
        });
    }

    /** How much there is. Any thread may call; completed on the loop's thread. */
    public CompletableFuture<LoopFigures> figures() {
        return ask(future -> future.complete(new LoopFigures(
                coordinator.openTransactions(),
                coordinator.parkedTransactions(),
                coordinator.lockedRows(),
                connections(),
                coordinator.memory())));
    }

    /** The names of databases. Any thread may call; completed on the loop's thread. */
    public CompletableFuture<List<DatabaseView>> databases() {
        return ask(future -> future.complete(databases.views(coordinator.databases())));
    }

    /**
     * The next database of that name that has no mark gets the mark that the name stands for: empty if none is known. Any
     * thread may call; completed on the loop's thread.
     */
    public CompletableFuture<Optional<DatabaseMark>> adopt(String name) {
        return ask(future -> {
            DatabaseMark known = coordinator.databases().get(name);
            if (known != null) {
                databases.give(name, known);
            }
            future.complete(Optional.ofNullable(known));
        });
    }

    /**
     * The next database of that name that has no mark, or is refused as a copy, gets a mark of its own: this one. Any thread
     * may call; completed on the loop's thread.
     */
    public CompletableFuture<DatabaseMark> renew(String name) {
        return ask(future -> {
            DatabaseMark fresh = databases.fresh();
            databases.give(name, fresh);
            future.complete(fresh);
        });
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
        if (first) {
            log.info("{} registered", session);
        }
        if (register instanceof RegisterRMRequest rm
                && session.isAssent()
                && rm.resourceIds() != null
                && DatabaseRegistrations.isAbout(frame.head())) {
            databases.register(session, rm.resourceIds(), frame.head(), answer -> {
                Message message = new RegisterRMResponse(answer.isAccepted(), WIRE_VERSION);
                registered(session, Frame.response(frame, message).with(answer.head()));
            });
            return;
        }
        boolean resourceManager = register instanceof RegisterRMRequest;
        Message answer = resourceManager
                ? new RegisterRMResponse(true, WIRE_VERSION)
                : new RegisterTMResponse(true, WIRE_VERSION);
        registered(session, Frame.response(frame, answer));
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

    private void registered(Session session, Frame response) {
        network.send(session.connection(), session.isAssent() ? response.with(Extensions.VERSION, version) : response);
        flushLater();
    }

    /** The version of Seata whose features we speak: its clients of later versions may ask for more. */
    private static final String WIRE_VERSION = "2.5.0";

    private void merged(Session session, Frame frame, MergedWarpMessage merged) {
        Merge merge = new Merge(session, frame, merged, answer -> send(session, answer, null), this::sendBeforeFlush);
        for (int i = 0; i < merged.msgs().size(); i++) {
            // a client's number in the head would name all of them
            boolean known = requests.handle(merged.msgs().get(i), Map.of(), journal.refusesNewWork(), merge.part(i));
            if (!known) {
                refuse(session, "merge requests only", merged.msgs().get(i).type());
                return;
            }
        }
    }

    private boolean isCopy(Session session, Frame frame) {
        String clientId = frame.head().get(Extensions.CLIENT_ID);
        return clientId != null && sessions.isAbandoned(session, clientId);
    }

    private void refuse(Session session, String expected, Object seen) {
        log.warn(ServerErrors.misbehaved(session, expected, seen));
        close(session);
    }

    private void close(Session session) {
        network.close(session.connection());
        disconnected(session.connection());
    }

    private void sendToParticipant(Session session, Frame frame) {
        send(session, frame.compressed(session.compressor()), null);
    }

    /** What a client asks. The answer leaves when all that it rests on is durable. */
    private void decide(Command command, Consumer<Reply> asker) {
        Applied applied = apply(command);
        Reply reply = applied.reply;
        if (reply instanceof Reply.Refused refused && refused.reason() == Refusal.NO_SPACE) {
            asker.accept(reply); // it rests on no fact, and the disk may be what does not answer
            flushLater();
        } else if (reply != null) {
            journal.whenDurable(() -> {
                asker.accept(reply);
                flushLater();
            });
        }
        reconcileLater(applied);
    }

    /** A command of the deliveries: whatever came of it, the obligations are looked at again. */
    private void decideForDelivery(Command command, Consumer<Reply> asker) {
        if (!(command instanceof Command.Answered answered)) {
            decide(command, asker);
        } else if (applyAlone(answered) && !(answered.answer() instanceof Failing)) {
            reconciler.look(answered.xid());
        }
    }

    /** @return whether it has changed nothing */
    private boolean applyAlone(Command command) {
        Applied applied = apply(command);
        reconcileLater(applied);
        return applied.xid == null;
    }

    private Applied apply(Command command) {
        Instant now = time.now();
        Decision decision = coordinator.decide(command, now);
        Applied applied = new Applied(now);
        for (Event event : decision.events()) {
            Touched touched = coordinator.apply(event, now);
            journal.append(now, event);
            applied.entries.add(chronicle.entry(event, touched, now));
            Xid xid = touched.xid();
            if (xid != null) {
                reconciler.touched(xid, touched, event.durability() == Durability.FORCED ? journal.lastForced() : 0);
                applied.xid = xid;
                applied.ended = touched.ended().orElse(null);
            }
        }
        applied.reply = coordinator.reply(decision);
        return applied;
    }

    private void reconcileLater(Applied applied) {
        Xid xid = applied.xid;
        if (xid != null) {
            journal.whenDurable(() -> {
                applied.entries.forEach(Runnable::run);
                reconciler.reconcile(xid);
                flushLater();
            });
        }
    }

    private void tick() {
        journal.tick();
        chronicle.tick();
        expire();
        flushLater();
        scheduler.after(TICK, this::tick);
    }

    /** In slices, each when the one before is durable, so that answers to others never wait behind all of them. */
    private void expire() {
        List<Xid> late = deadlines.takeDue(time.now(), Slices.SIZE);
        for (Xid xid : late) {
            if (applyAlone(new Command.Expire(xid))) {
                reconciler.look(xid); // a timer that rounds down
            }
        }
        if (late.size() == Slices.SIZE) {
            journal.whenDurable(() -> scheduler.run(this::expire));
        }
    }

    /** What one command has come to. */
    private static final class Applied {
        private final Instant at;
        private final List<Runnable> entries = new ArrayList<>(2);
        private @Nullable Xid xid;
        private @Nullable Reply reply;
        private @Nullable TransactionDetails ended;

        Applied(Instant at) {
            this.at = at;
        }
    }

    private void send(Session session, Frame frame, @Nullable String outcome) {
        boolean hears = outcome != null && session.isAssent();
        network.send(session.connection(), hears ? frame.with(Extensions.OUTCOME, outcome) : frame);
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
        public Object request() {
            return List.of(session.connection(), frame.requestId());
        }

        @Override
        public void answer(Message answer, @Nullable String outcome) {
            send(session, Frame.response(frame, answer), outcome);
        }
    }
}
