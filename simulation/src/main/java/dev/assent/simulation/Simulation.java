package dev.assent.simulation;

import dev.assent.model.DatabaseMark;
import dev.assent.simulation.client.Auditor;
import dev.assent.simulation.client.ClientContext;
import dev.assent.simulation.client.ClientProcess;
import dev.assent.simulation.client.Cluster;
import dev.assent.simulation.client.Kind;
import dev.assent.simulation.client.Workload;
import dev.assent.simulation.coordinator.CoordinatorProcess;
import dev.assent.simulation.coordinator.FaultHooks;
import dev.assent.simulation.coordinator.Settings;
import dev.assent.simulation.database.BranchKey;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.wire.Wire;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.FaultProfile;
import dev.assent.simulation.world.Limits;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The real coordinator (core, loop, journal, codecs) among simulated clients, databases, network, disk and clocks. One
 * seed draws all that happens: first the faults, then the lives of the transactions. When the faults are over, all must
 * end by itself; then everything is asked and counted.
 */
public final class Simulation {
    private static final long LEAST_FAULTY_TIME = 8 * World.SECOND;
    private static final long MOST_FAULTY_TIME = 40 * World.SECOND;
    private static final int NEW_NUMBERS = 5;

    private final Scenario scenario;
    private final World world;
    private final FaultProfile profile;
    private final Settings settings;
    private final Workload workload;
    private final Wire wire;
    private final Ledger ledger;
    private final CoordinatorProcess coordinator;
    private final ClientContext context;
    private final Cluster cluster;
    private final DatabaseEvents databases;
    private final Operator operator;
    private final Auditor auditor;
    private final TimeToEnd timeToEnd;
    private final List<String> begun = new ArrayList<>();

    private Simulation(Scenario scenario) {
        this.scenario = scenario;
        this.world = new World(scenario.seed(), scenario.trace());
        this.profile = new FaultProfile(world, scenario.limits());
        this.settings = Settings.draw(world.chance("settings"));
        this.workload = Workload.draw(world.chance("workload"));
        this.wire = new Wire(world, profile);
        this.ledger = new Ledger(world, settings.policy().memory());
        this.coordinator = new CoordinatorProcess(
                world,
                profile,
                wire,
                new OrderWatch(scenario.hooks(), ledger.interventions()),
                settings,
                ledger.causes()::coordinatorGoesOn);
        this.context = new ClientContext(
                world,
                profile,
                wire,
                ledger,
                Cluster.databases(world.chance("databases"), world.chance("names of databases"), ledger));
        this.cluster = Cluster.draw(world.chance("cluster"), context);
        this.databases = new DatabaseEvents(context, cluster, coordinator);
        this.operator = new Operator(context, coordinator);
        this.auditor = new Auditor(new ClientProcess("10.0.3.1", Kind.ASSENT, context));
        this.timeToEnd = new TimeToEnd(settings, workload, ledger, profile);
    }

    /** @throws SimulationFailure if a promise is broken */
    public static Report run(long seed) {
        return run(Scenario.of(seed));
    }

    /** @param trace hears of all that happens, line by line; or null */
    public static Report run(long seed, FaultHooks hooks, @Nullable Consumer<String> trace) {
        return run(new Scenario(seed, Limits.NONE, hooks, trace));
    }

    /** @throws SimulationFailure if a promise is broken */
    public static Report run(Scenario scenario) {
        return new Simulation(scenario).run();
    }

    private Report run() {
        try {
            runWithFaults();
            endFaults();
            audit();
            auditAfterPowerLoss();
            replaceDisk();
        } catch (DatabaseEvents.OutOfScope e) {
            world.say(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw new SimulationFailure(
                    scenario,
                    e,
                    new FailureContext(
                            profile + ", " + workload + ", " + context.names().kind() + ", " + coordinator,
                            world.now(),
                            profile.injected(),
                            begun,
                            world.lastLines()));
        }
        int committed = (int) ledger.xids().stream().filter(ledger::isCommitted).count();
        return new Report(
                scenario.seed(),
                world.hash(),
                world.steps(),
                world.now(),
                profile.injected().size(),
                coordinator.lives(),
                ledger.xids().size(),
                committed,
                ledger.failedForGood().size(),
                coordinator.visited(),
                world.reached());
    }

    private void runWithFaults() {
        coordinator.start();
        cluster.clients().forEach(ClientProcess::start);
        cluster.clients().forEach(client -> keepBusy(client, 1, world.chance(client.host() + " rhythm")));
        databases.wake(client -> {
            client.start();
            keepBusy(client, 1, world.chance(client.host() + " rhythm"));
        });
        new Nemesis(context, coordinator).wake();
        operator.wake();
        long drawn = world.chance("storm").between(LEAST_FAULTY_TIME, MOST_FAULTY_TIME);
        world.runFor(Math.min(drawn, scenario.limits().duration()), () -> false);
    }

    private void keepBusy(ClientProcess client, int number, Chance rhythm) {
        if (profile.faultsAreOver()) {
            return;
        }
        String name = client.host() + '/' + number;
        if (scenario.limits().allowTransfer(name)) {
            begun.add(name);
            Workload work = cluster.staging().contains(client) ? workload.ofStaging() : workload;
            client.transfer(
                    name, work.plan(world.chance(name + " plan"), client.databases()), cluster.sameKind(client));
        }
        world.after(rhythm.millis(100, workload.rest()), () -> keepBusy(client, number + 1, rhythm));
    }

    private void endFaults() {
        profile.endFaults();
        coordinator.mendDisk();
        world.say("the faults are over");
        operator.resumeAll();
        await(
                "everything to end",
                () -> isQuiet()
                        && coordinator.hasNoWaiters()
                        && operator.isDone()
                        && databases.isDone()
                        && cluster.isAtRest()
                        && context.databases().stream().noneMatch(Database::awaitsCommit));
        auditor.checkDatabases();
    }

    private boolean isQuiet() {
        return coordinator.isIdle(delivery -> {
            BranchKey branch =
                    new BranchKey(delivery.xid().value(), delivery.branch().id().value());
            if (isLost(delivery.branch().mark())) {
                ledger.losesMark(branch);
            }
            return ledger.keepsFailing(branch);
        });
    }

    /** Whether no database has the mark any more, since one that had lost it got another one. */
    private boolean isLost(@Nullable DatabaseMark mark) {
        return mark != null
                && databases.isDone()
                && context.databases().stream()
                        .noneMatch(database -> database.marks().is(mark));
    }

    private void audit() {
        auditor.begin();
        await("every question to be answered", auditor::isDone);
        requireNoResidue();
        auditor.checkDatabases();
    }

    /** An ended transaction holds no lock; an unfinished one has a reason with a name. */
    private void requireNoResidue() {
        int excused = ledger.parkable().size();
        if (coordinator.openTransactions() > excused || (excused == 0 && coordinator.lockedRows() > 0)) {
            throw new Violation(
                    Promise.LOCKS_OWNED,
                    "Expected nothing to be left but what waits for a person, which is " + excused
                            + " transactions, but "
                            + coordinator.openTransactions() + " are open and " + coordinator.lockedRows()
                            + " rows are locked");
        }
    }

    /** What is durable is still there after one more power loss. */
    private void auditAfterPowerLoss() {
        if (!ledger.failedForGood().isEmpty()) {
            world.reached(Marker.PARKED_OUTLIVED_A_CRASH);
        }
        coordinator.powerLoss();
        operator.resumeAll();
        await("the coordinator to be back", () -> isQuiet() && operator.isDone());
        audit();
    }

    private void replaceDisk() {
        coordinator.wipe();
        await("the coordinator to be back", coordinator::isUp);
        auditor.drawNumbers(NEW_NUMBERS);
        await("new numbers", auditor::isDone);
    }

    private void await(String what, BooleanSupplier done) {
        long patience = 0;
        boolean ended = false;
        // branches that are registered meanwhile may have to wait as well
        for (long limit = timeToEnd.nanos(); !ended && patience < limit; limit = timeToEnd.nanos()) {
            ended = world.runFor(limit - patience, done);
            patience = limit;
        }
        if (!ended) {
            coordinator.obligations().forEach(each -> world.say("still open: " + each));
            throw new Violation(
                    Promise.COMPLETION,
                    "Expected " + what + " within " + patience / World.SECOND + " s, but "
                            + coordinator.openTransactions() + " transactions are open, "
                            + ledger.failedForGood().size()
                            + " of them for a person");
        }
    }
}
