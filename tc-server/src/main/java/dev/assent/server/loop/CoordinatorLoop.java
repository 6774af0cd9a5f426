package dev.assent.server.loop;

import dev.assent.core.Command;
import dev.assent.core.Coordinator;
import dev.assent.core.Reply;
import dev.assent.model.Xid;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;
import dev.assent.server.delivery.LoopOptions;
import dev.assent.server.delivery.PhaseTwoDelivery;
import dev.assent.server.delivery.PurgeOptions;
import dev.assent.server.delivery.Slices;
import dev.assent.server.delivery.UndoPurge;
import dev.assent.server.limit.ClientLimits;
import dev.assent.server.port.Clock;
import dev.assent.server.port.Network;
import dev.assent.server.port.Scheduler;
import dev.assent.server.request.FrameDispatcher;
import dev.assent.server.request.Outgoing;
import dev.assent.server.request.Registrations;
import dev.assent.server.request.Requests;
import dev.assent.server.request.SettlementWaiters;
import dev.assent.server.session.DatabaseRegistrations;
import dev.assent.server.session.Session;
import dev.assent.server.session.Sessions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The shell around the core: the parts that answer clients and operators, deliver outcomes and keep time, wired together.
 * One thread runs all of them, and the world is reached by ports alone, so a simulation runs this very class.
 */
public final class CoordinatorLoop {
    private final Coordinator coordinator;
    private final GroupCommit journal;
    private final Scheduler scheduler;
    private final Clock clock;
    private final CoordinatorTime time;
    private final Continuity continuity;
    private final Outgoing outgoing;
    private final Sessions sessions = new Sessions();
    private final SettlementWaiters waiters;
    private final PhaseTwoDelivery phaseTwo;
    private final Reconciler reconciler;
    private final Decider decider;
    private final DatabaseRegistrations databases;
    private final Registrations registrations;
    private final FrameDispatcher frames;
    private final OperatorRequests operators;
    private final EverySecond everySecond;
    private boolean stopping;

    /**
     * @param startup the coordinator and its log, in a term of its own
     * @param version of Assent, for our own clients
     * @param failure called on the log's thread when a batch is not committed: stop the process, answer nothing more
     */
    public CoordinatorLoop(
            Startup startup,
            Clock clock,
            Scheduler scheduler,
            Network network,
            RandomGenerator random,
            LoopOptions options,
            String version,
            Consumer<Throwable> failure) {
        this.coordinator = startup.coordinator();
        this.journal = new GroupCommit(startup.log(), coordinator::memory, clock, scheduler, failure);
        this.scheduler = scheduler;
        this.clock = clock;
        this.time = new CoordinatorTime(clock, coordinator.latest());
        this.continuity = new Continuity(startup.term());
        this.outgoing = new Outgoing(
                network,
                scheduler,
                () -> continuity.head(journal.position()),
                session -> disconnected(session.connection()));
        this.waiters = new SettlementWaiters(
                scheduler,
                time::now,
                options.settleWait(),
                ClientLimits.defaults().waiters());
        this.phaseTwo = new PhaseTwoDelivery(
                sessions,
                outgoing::order,
                outgoing::close,
                scheduler,
                random,
                time::now,
                options,
                this::decideForDelivery);
        Deadlines deadlines = new Deadlines();
        RememberedEndings endings = new RememberedEndings();
        Chronicle chronicle = new Chronicle(endings::add, phaseTwo.lostCommits());
        this.reconciler = new Reconciler(coordinator, this.journal, deadlines, phaseTwo, waiters);
        this.decider =
                new Decider(coordinator, this.journal, time, chronicle, reconciler, outgoing, continuity, scheduler);
        this.everySecond = new EverySecond(this.journal, chronicle, deadlines, time, decider, scheduler, outgoing);
        this.databases = new DatabaseRegistrations(
                sessions,
                decider::decide,
                mark -> phaseTwo.served(List.of(mark.value())),
                outgoing::order,
                scheduler,
                random);
        this.registrations = new Registrations(
                sessions, databases, phaseTwo::served, continuity::registers, outgoing, version, clock);
        Requests requests = new Requests(
                decider::decide,
                waiters,
                reconciler::settled,
                continuity::refusal,
                new UnfinishedBranches(coordinator, this.journal, phaseTwo),
                options.queuesPolls());
        this.frames = new FrameDispatcher(
                sessions, registrations, databases, requests, this.journal::refusesNewWork, phaseTwo, outgoing);
        this.operators = new OperatorRequests(
                coordinator,
                new Operators(coordinator, this.journal, phaseTwo, decider, reconciler, endings),
                databases,
                sessions,
                scheduler);
    }

    /** The deliveries are made before the decider that they need. */
    private void decideForDelivery(Command command, Consumer<Reply> asker) {
        decider.decideForDelivery(command, asker);
    }

    /** Takes up again what the coordinator had left to do when it ended. */
    public void start() {
        Slices.run(scheduler, coordinator.openXids(), reconciler::look);
        everySecond.start();
    }

    /** Before {@link #start}. */
    public void limitClients(ClientLimits limits) {
        registrations.limit(limits);
        waiters.limit(limits.waiters());
    }

    /** From now on. Before {@link #start}, or on the loop's thread. */
    public void purgeUndoRows(PurgeOptions options) {
        new UndoPurge(
                        sessions,
                        this::purge,
                        scheduler,
                        time::now,
                        clock::wall,
                        coordinator::resourcesWithUnfinishedFrom,
                        options)
                .start();
    }

    /** Undo rows may be all that is left of a transaction that the log does not hold. */
    private void purge(Session session, Frame order) {
        if (continuity.refusal() == null) {
            outgoing.order(session, order);
        }
    }

    /**
     * Before {@link #start}: records that clients have heard of in terms up to this epoch, and that the log does not hold, are
     * given up.
     */
    public void acceptLossTo(long epoch) {
        continuity.acceptLossTo(epoch);
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
            decider.lockWaits().gone(connection);
            outgoing.flushLater();
        }
    }

    public void received(long connection, Inbound inbound) {
        Session session = sessions.find(connection);
        if (session != null && !stopping) { // else closed while the frame was on its way
            frames.received(session, inbound);
        }
    }

    /**
     * Takes nothing new, answers each caller that waits with how far its transaction has come, and calls {@code stopped} when all that was decided is
     * written and answered. Open transactions stay open.
     */
    public void stop(Runnable stopped) {
        stopping = true;
        operators.stop();
        decider.lockWaits().giveUpAll();
        journal.whenDurable(waiters::giveUpAll);
        journal.whenIdle(() -> {
            outgoing.flush();
            stopped.run();
        });
    }

    /**
     * Answers each caller that waits for the end of a transaction with how far it has come, as if its time were over. On the
     * loop's thread.
     */
    public void answerEndWaits() {
        journal.whenDurable(() -> {
            waiters.giveUpAll();
            outgoing.flushLater();
        });
    }

    /** Answers each request that waits for rows with what is known now, as if its time were over. On the loop's thread. */
    public void answerRowWaits() {
        decider.lockWaits().giveUpAll();
    }

    /** The transactions of the requests that wait for rows. On the loop's thread. */
    public Set<Xid> waitingForRows() {
        return decider.lockWaits().xids();
    }

    /** Decides all time-outs that are due now, which it does within a second or two otherwise. On the loop's thread. */
    public void expireDue() {
        everySecond.expireDue();
        outgoing.flushLater();
    }

    /** What operators may ask, from any thread. */
    public OperatorRequests operators() {
        return operators;
    }

    /** Clients that have not gone. */
    public int connections() {
        return sessions.size();
    }

    /** For the line at start and at a stop. */
    public int openTransactions() {
        return coordinator.openTransactions();
    }
}
