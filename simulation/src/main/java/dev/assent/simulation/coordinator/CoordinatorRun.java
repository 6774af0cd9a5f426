package dev.assent.simulation.coordinator;

import dev.assent.core.Coordinator;
import dev.assent.core.Obligations;
import dev.assent.core.TransactionState;
import dev.assent.core.Transition;
import dev.assent.journal.LocalLog;
import dev.assent.journal.simulated.SimulatedDisk;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchEndResponse;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalRollbackRequest;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.MergedWarpMessage;
import dev.assent.protocol.Message;
import dev.assent.server.loop.CoordinatorLoop;
import dev.assent.server.loop.OperatorRequests;
import dev.assent.server.loop.Startup;
import dev.assent.simulation.wire.Line;
import dev.assent.simulation.wire.Peer;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.World;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The coordinator's process from one start to its end: the loop, journal and core of the product on simulated ports. */
final class CoordinatorRun implements Peer {
    private final World world;
    private final FaultPoint faults;
    private final FaultHooks hooks;
    private final SimulatedClock clock;
    private final Instant startedAt;
    private final long startedAtNanos;
    private final WatchedDisk watched;
    private final Startup startup;
    private final SimulatedScheduler scheduler;
    private final SimulatedNetwork network;
    private final QueueWatch queue;
    private final CoordinatorLoop loop;
    private final Consumer<Throwable> failure;
    private final Runnable crash;
    private boolean alive = true;

    /**
     * @param observer hears of every transition, also in replay and compaction
     * @param failure the disk has failed
     * @param crash to be called when this run is to end suddenly
     * @param latestStart its own time is no later when it starts
     */
    CoordinatorRun(
            World world,
            Chance chance,
            FaultPoint faults,
            FaultHooks hooks,
            Settings settings,
            WallClock wall,
            SimulatedDisk disk,
            Consumer<Transition> observer,
            Consumer<Throwable> failure,
            Runnable crash,
            Instant latestStart) {
        this.world = world;
        this.faults = faults;
        this.hooks = hooks;
        this.failure = failure;
        this.crash = crash;
        clock = new SimulatedClock(world, chance, faults, wall);
        watched = new WatchedDisk(hooks.disk(disk));
        scheduler = new SimulatedScheduler(world, chance, faults, () -> alive, this::lookAtQueue);
        RandomGenerator random = chance.split();
        LocalLog log = new LocalLog(watched, settings.journal(), random, scheduler::io, scheduler::background);
        startup = Startup.of(log, settings.policy(), clock, random, observer, failure);
        Instant recorded = startup.coordinator().latest();
        startedAt = recorded.isBefore(latestStart) ? recorded : latestStart;
        startedAtNanos = clock.monotonicNanos();
        log.recovery().tornTail().ifPresent(tail -> world.reached(Marker.TORN_TAIL_DROPPED));
        network = new SimulatedNetwork(hooks::sent);
        queue = new QueueWatch(world, startup.coordinator(), network::isOpen);
        loop = new CoordinatorLoop(
                startup, clock, scheduler, network, chance.split(), settings.loop(), "simulated", failure);
        onLoop(loop::start);
    }

    private void lookAtQueue() {
        queue.look();
    }

    /** Where its disk stands, in the words of a story. */
    String position() {
        return watched.position();
    }

    /** What it takes for the time, also after its end. */
    Instant time() {
        return startedAt.plusNanos(clock.monotonicNanos() - startedAtNanos);
    }

    Coordinator coordinator() {
        return startup.coordinator();
    }

    /** No task of it runs any more. */
    void end() {
        if (watched.hasUnforced()) {
            world.reached(Marker.CRASH_BEFORE_FSYNC);
        }
        for (Xid xid : coordinator().openXids()) {
            Obligations due = coordinator().obligations(xid);
            if (!due.branches().isEmpty()) {
                world.reached(Marker.CRASH_IN_PHASE_TWO);
            } else if (due.deadline() != null && coordinator().lockedRows() > 0) {
                world.reached(Marker.CRASH_WITH_UNDECIDED);
            }
        }
        alive = false;
    }

    void stop(Runnable stopped) {
        onLoop(() -> loop.stop(() -> {
            scheduler.drain();
            if (alive) { // its disk has not failed meanwhile
                closeJournal(stopped);
            }
        }));
    }

    private void closeJournal(Runnable closed) {
        try {
            startup.log().close();
        } catch (RuntimeException e) {
            failure.accept(e);
            return;
        }
        alive = false;
        closed.run();
    }

    /** Asks as the admin API does, from another thread. There is no answer if this run ends before, or is ending. */
    @SuppressWarnings(
            "FutureReturnValueIgnored") // what hears the answer runs as a task of the world, and may throw there
    <T> void ask(Function<OperatorRequests, CompletableFuture<T>> question, Consumer<T> heard) {
        question.apply(loop.operators())
                .thenAccept(said -> world.after(0, () -> {
                    if (alive) {
                        heard.accept(said);
                    }
                }));
    }

    @Override
    public void opened(Line line) {
        network.opened(line);
        onLoop(() -> loop.connected(line.id(), line.address()));
    }

    @Override
    public void received(Line line, Inbound frame) {
        onLoop(() -> {
            Inbound heard = hooks.received(frame);
            if (heard instanceof Frame whole && whole.body() != null) {
                mark(whole, whole.body());
            }
            loop.received(line.id(), heard);
        });
    }

    @Override
    public void closed(Line line) {
        onLoop(() -> {
            network.closed(line);
            loop.disconnected(line.id());
        });
    }

    private void onLoop(Runnable task) {
        if (alive) {
            scheduler.run(() -> {
                if (faults.inject(Fault.COORDINATOR_CRASH).isPresent()) {
                    crash.run();
                } else {
                    task.run();
                }
            });
        }
    }

    private void mark(Frame frame, Message message) {
        if (message instanceof BranchEndResponse && !network.hasOrdered(frame.requestId())) {
            world.reached(Marker.OLD_ANSWER_IGNORED);
        }
        List<Message> all = message instanceof MergedWarpMessage merged ? merged.msgs() : List.of(message);
        for (Message each : all) {
            String xid = each instanceof GlobalCommitRequest commit
                    ? commit.xid()
                    : each instanceof GlobalRollbackRequest rollback ? rollback.xid() : null;
            if (isDecided(xid)) {
                world.reached(Marker.ASKED_AGAIN_WHEN_DECIDED);
            }
        }
    }

    /** Deciding only looks. */
    private boolean isDecided(@Nullable String xid) {
        if (xid == null) {
            return false;
        }
        TransactionState state = coordinator().status(new Xid(xid)).state();
        return state != TransactionState.ACTIVE && state != TransactionState.UNKNOWN;
    }
}
