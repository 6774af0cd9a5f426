package dev.assent.simulation.coordinator;

import dev.assent.core.Command;
import dev.assent.core.Listing;
import dev.assent.core.Obligations;
import dev.assent.core.PendingDelivery;
import dev.assent.core.Reply;
import dev.assent.core.Transition;
import dev.assent.journal.JournalException.DiskFull;
import dev.assent.journal.JournalException.JournalFailed;
import dev.assent.journal.simulated.DiskCrashed;
import dev.assent.journal.simulated.SimulatedDisk;
import dev.assent.simulation.wire.Wire;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.FaultProfile;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The coordinator's machine: after each death the coordinator is started again on what its disk has kept. */
public final class CoordinatorProcess {
    private static final long DRAWN = -1;

    private final World world;
    private final Chance chance;
    private final FaultPoint faults;
    private final Wire wire;
    private final FaultHooks hooks;
    private final Settings settings;
    private final LongConsumer goesOn;
    private final WallClock wall;
    private final Set<Transition> visited = EnumSet.noneOf(Transition.class);
    private SimulatedDisk disk;
    private @Nullable CoordinatorRun life;
    private @Nullable CoordinatorRun lifeBefore;
    private Instant latestTime = Instant.MIN;
    private boolean startIsDue;
    private boolean isStarting;
    private int lives;
    private long away = DRAWN;

    /** @param goesOn hears of each start: how many nanoseconds its time is later than if the process before had not ended */
    public CoordinatorProcess(
            World world, FaultProfile profile, Wire wire, FaultHooks hooks, Settings settings, LongConsumer goesOn) {
        this.world = world;
        this.faults = profile.at("coordinator");
        this.chance = world.chance("coordinator");
        this.wire = wire;
        this.hooks = hooks;
        this.settings = settings;
        this.goesOn = goesOn;
        this.wall = new WallClock(world);
        this.disk = new SimulatedDisk(chance.split());
    }

    public void start() {
        startIsDue = false;
        faults.inject(Fault.CRASH_WHILE_STARTING)
                .ifPresent(fault ->
                        disk.crashAfter(disk.operations() + fault.chance().upTo(25)));
        try {
            mayHaveRecorded(wall.now());
            CoordinatorRun next = run(++lives);
            if (lifeBefore != null) {
                goesOn.accept(Duration.between(lifeBefore.time(), next.time()).toNanos());
            }
            life = next;
            wire.listen(next);
            world.say("coordinator starts, life " + lives + ", "
                    + next.coordinator().openTransactions() + " open");
        } catch (DiedWhileStarting e) {
            world.reached(Marker.CRASH_WHILE_STARTING);
        } catch (DiskCrashed e) {
            world.reached(Marker.CRASH_WHILE_STARTING);
            die("crashes while it starts", SimulatedDisk::afterPowerLoss);
        } catch (DiskFull e) {
            world.reached(Marker.DISK_FULL_STOPPED);
            die("cannot start: " + e.getMessage(), SimulatedDisk::afterKill);
        } catch (JournalFailed | UncheckedIOException e) {
            die("cannot start: " + e.getMessage(), SimulatedDisk::afterKill);
        } catch (RuntimeException e) {
            throw new Violation(Promise.FAIL_STOP, "Expected the coordinator to recover, but: " + e, e);
        }
    }

    /** It goes on from the time that it has recorded, or from the time of day if that is later. */
    private void mayHaveRecorded(Instant time) {
        latestTime = time.isAfter(latestTime) ? time : latestTime;
    }

    private CoordinatorRun run(int number) {
        isStarting = true;
        try {
            return new CoordinatorRun(
                    world,
                    world.chance("coordinator, life " + number),
                    faults,
                    hooks,
                    settings,
                    wall,
                    disk,
                    visited::add,
                    this::failed,
                    this::killOrPowerLoss,
                    latestTime);
        } finally {
            isStarting = false;
        }
    }

    /** On the journal's or the background thread of the running life. */
    private void failed(Throwable cause) {
        if (cause instanceof DiskCrashed) {
            world.reached(Marker.CRASH_IN_A_DISK_OPERATION);
            die("loses power", SimulatedDisk::afterPowerLoss);
        } else if (cause instanceof JournalFailed || cause instanceof UncheckedIOException) {
            world.reached(isFull(cause) ? Marker.DISK_FULL_STOPPED : Marker.FSYNC_FAILED);
            boolean powerToo = chance.oneIn(2);
            die("stops: " + cause.getMessage(), powerToo ? SimulatedDisk::afterPowerLoss : SimulatedDisk::afterKill);
        } else {
            throw new Violation(Promise.FAIL_STOP, "Expected the disk alone to fail, but: " + cause, cause);
        }
    }

    private static boolean isFull(Throwable cause) {
        return cause.getCause() instanceof DiskFull;
    }

    public void killOrPowerLoss() {
        if (chance.oneIn(3)) {
            die("is killed", SimulatedDisk::afterKill);
        } else {
            die("loses power", SimulatedDisk::afterPowerLoss);
        }
    }

    /** @param nanos how long it is away after each death from now on */
    public void staysAwayFor(long nanos) {
        away = nanos;
    }

    /** The process is killed; the machine runs on. */
    public void kill() {
        die("is killed", SimulatedDisk::afterKill);
    }

    public void powerLoss() {
        die("loses power", SimulatedDisk::afterPowerLoss);
    }

    private void die(String how, UnaryOperator<SimulatedDisk> kept) {
        if (startIsDue) {
            return;
        }
        world.say("coordinator " + how + (life == null ? "" : ' ' + life.position()));
        if (life != null) {
            life.end();
        }
        gone(kept);
        if (isStarting) {
            throw new DiedWhileStarting();
        }
    }

    private void gone(UnaryOperator<SimulatedDisk> kept) {
        if (life != null) {
            mayHaveRecorded(life.time());
            lifeBefore = life;
        }
        life = null;
        wire.stopListening();
        disk = kept.apply(disk);
        startIsDue = true;
        world.after(away == DRAWN ? chance.millis(50, faults.faultsAreOver() ? 1000 : 8000) : away, this::start);
    }

    public void stop() {
        CoordinatorRun running = life;
        if (running != null) {
            running.stop(() -> {
                world.reached(Marker.GRACEFUL_STOP);
                world.say("coordinator has stopped");
                gone(SimulatedDisk::afterKill);
            });
        }
    }

    public void diskGoesOff(Chance how) {
        disk.crashAfter(disk.operations() + how.upTo(30));
    }

    public void forceFails(Chance how) {
        disk.failForceAfter(how.upTo(5));
    }

    /** Leaves room for a drawn number of bytes; at worst it is smaller than what is used already. */
    public void fillDisk(Chance how) {
        disk.capacity(disk.used() + how.between(-1000, 12_000));
        world.say("the coordinator's disk fills up");
    }

    public void freeDisk() {
        disk.capacity(Long.MAX_VALUE);
    }

    /** No fault that was set waits any longer. */
    public void mendDisk() {
        disk.crashAfter(Long.MAX_VALUE);
        disk.failForceAfter(Long.MAX_VALUE >> 1);
        freeDisk();
    }

    public void jumpWallClock(Chance how) {
        wall.jump(how);
    }

    /** Its disk is replaced by an empty one; the time of day is right. */
    public void wipe() {
        wall.setAheadOfAll();
        die("loses its disk", old -> {
            old.afterKill();
            return new SimulatedDisk(chance.split());
        });
    }

    public boolean isUp() {
        return life != null;
    }

    /** What is left to do, transaction by transaction; nothing while it is down. */
    public List<Obligations> obligations() {
        return life == null
                ? List.of()
                : life.coordinator().openXids().stream()
                        .map(life.coordinator()::obligations)
                        .toList();
    }

    public int openTransactions() {
        return life == null ? Integer.MAX_VALUE : life.coordinator().openTransactions();
    }

    /** Whether it has no pending delivery and waits for no deadline: every open transaction waits for a person. */
    public boolean isIdle() {
        return isIdle(branch -> false);
    }

    /**
     * The same.
     *
     * @param excused deliveries that may stay pending for ever
     */
    public boolean isIdle(Predicate<PendingDelivery> excused) {
        return life != null
                && obligations().stream()
                        .allMatch(due -> due.deadline() == null
                                && due.branches().stream()
                                        .map(Obligations.Item::delivery)
                                        .allMatch(delivery -> delivery != null && excused.test(delivery)));
    }

    /** There is no answer if this run ends before. */
    public void operate(Command.Operate wish, Consumer<Reply> heard) {
        if (life != null) {
            life.ask(operators -> operators.operate(wish), answer -> heard.accept(answer.reply()));
        }
    }

    /** An operator gives the next database of that name that has no mark the old one. */
    public void adopt(String name) {
        if (life != null) {
            life.ask(loop -> loop.adopt(name), given -> {});
        }
    }

    /** An operator gives the next copy of that name a mark of its own. */
    public void renew(String name) {
        if (life != null) {
            life.ask(loop -> loop.renew(name), given -> {});
        }
    }

    /** The xids of what fits. */
    public void list(Listing listing, Consumer<List<String>> heard) {
        if (life != null) {
            life.ask(
                    operators -> operators.list(listing),
                    stories -> heard.accept(stories.stream()
                            .map(each -> each.story().xid().value())
                            .toList()));
        }
    }

    /** Whether no request waits for rows, and none are kept for one. */
    public boolean hasNoWaiters() {
        return life != null && life.coordinator().queue().isEmpty();
    }

    public int lockedRows() {
        return life == null ? Integer.MAX_VALUE : life.coordinator().lockedRows();
    }

    public Set<Transition> visited() {
        return visited;
    }

    public int lives() {
        return lives;
    }

    @Override
    public String toString() {
        return settings + (life == null ? ", down" : ", up: " + life.coordinator());
    }
}
