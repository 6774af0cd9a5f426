package dev.assent.simulation.matrix;

import dev.assent.journal.Disk;
import dev.assent.simulation.client.Auditor;
import dev.assent.simulation.client.BranchPlan;
import dev.assent.simulation.client.ClientContext;
import dev.assent.simulation.client.ClientProcess;
import dev.assent.simulation.client.DatabaseNames;
import dev.assent.simulation.client.Kind;
import dev.assent.simulation.client.Plan;
import dev.assent.simulation.coordinator.CoordinatorProcess;
import dev.assent.simulation.coordinator.FaultHooks;
import dev.assent.simulation.coordinator.Settings;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.wire.Wire;
import dev.assent.simulation.world.FaultProfile;
import dev.assent.simulation.world.Limits;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A coordinator, two databases, a caller and a service. Only the faults of one case happen. */
final class SmallWorld {
    static final long REGISTERED = 100 * World.MILLISECOND;
    static final long SECOND_TRANSACTION = 2 * World.SECOND;
    private static final long THIRD_TRANSACTION = 42 * World.SECOND;
    private static final long HEALED = 50 * World.SECOND;
    private static final long PATIENCE = 180 * World.SECOND;
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Script script;
    private final World world;
    private final FaultProfile profile;
    private final Wire wire;
    private final CoordinatorProcess coordinator;
    private final List<Database> databases;
    private final ClientProcess caller;
    private final ClientProcess service;
    private final ClientProcess other;
    private final Auditor auditor;

    /** @param trace hears of all that happens; or null */
    SmallWorld(Script script, long seed, @Nullable Consumer<String> trace) {
        this.script = script;
        this.world = new World(seed, trace);
        this.profile = new FaultProfile(world, new Limits(Long.MAX_VALUE, Set.of(), null));
        this.wire = new Wire(world, profile);
        Settings settings = Settings.draw(world.chance("settings"));
        Ledger ledger = new Ledger(world, settings.policy().memory());
        FaultHooks hooks = new FaultHooks() {
            @Override
            public Disk disk(Disk disk) {
                return new TracingDisk(world, disk);
            }
        };
        this.coordinator =
                new CoordinatorProcess(world, profile, wire, hooks, settings, ledger.causes()::coordinatorGoesOn);
        this.databases = Stream.of("stock", "orders")
                .map(name -> new Database("jdbc:" + name, List.of(script.row()), ledger))
                .toList();
        ClientContext context = new ClientContext(world, profile, wire, ledger, DatabaseNames.alone(databases));
        this.caller = new ClientProcess("10.0.1.1", Kind.ASSENT, context);
        this.service = new ClientProcess("10.0.1.2", Kind.ASSENT, context);
        this.other = new ClientProcess("10.0.1.3", Kind.ASSENT, context);
        this.auditor = new Auditor(new ClientProcess("10.0.3.1", Kind.ASSENT, context));
    }

    /**
     * The first transaction is the one that is broken; the others want the same rows, soon and when all is mended.
     *
     * @param gone the process that never comes back; or null
     * @param withOther whether there is another service that can take over
     */
    void run(@Nullable ClientProcess gone, boolean withOther) {
        coordinator.start();
        caller.start();
        service.start();
        if (withOther) {
            other.start();
        }
        world.after(REGISTERED, () -> transfer(caller, "first"));
        world.after(SECOND_TRANSACTION, () -> transfer(caller, "second"));
        world.after(THIRD_TRANSACTION, () -> transfer(gone == caller ? service : caller, "third"));
        world.runFor(HEALED, () -> false);
        profile.endFaults();
        coordinator.mendDisk();
        await(
                "everything to end",
                () -> coordinator.isIdle()
                        && Stream.of(caller, service)
                                .filter(process -> process != gone)
                                .allMatch(ClientProcess::isAtRest));
        auditor.checkDatabases();
        audit();
        coordinator.powerLoss();
        await("the coordinator to be back", coordinator::isIdle);
        audit();
    }

    private void transfer(ClientProcess from, String name) {
        Plan plan = new Plan(
                TIMEOUT_MILLIS,
                List.of(
                        new BranchPlan("jdbc:stock", script.type(), Map.of(script.row(), 5L)),
                        new BranchPlan("jdbc:orders", script.type(), Map.of(script.row(), -5L))));
        from.transfer(name, plan, List.of(service));
    }

    private void audit() {
        auditor.begin();
        await("every question to be answered", auditor::isDone);
        auditor.checkDatabases();
    }

    private void await(String what, BooleanSupplier done) {
        if (!world.runFor(PATIENCE, done)) {
            throw new Violation(
                    Promise.COMPLETION,
                    "Expected " + what + " within " + PATIENCE / World.SECOND + " s, but "
                            + coordinator.openTransactions() + " transactions are open");
        }
    }

    void crashDatabase(int number, long away) {
        Database database = databases.get(number);
        world.say(database.name() + " crashes");
        database.crash();
        world.after(away, database::comeBack);
    }

    void dropConnections(int number) {
        world.say(databases.get(number).name() + " ends its connections");
        databases.get(number).dropConnections();
    }

    void cut(ClientProcess process, long away) {
        world.say("the line of " + process + " is cut");
        wire.blockFor(process.host(), away);
        process.cutLine();
    }

    void setTimeOfDay() {
        coordinator.jumpWallClock(world.chance("another machine"));
    }

    World world() {
        return world;
    }

    CoordinatorProcess coordinator() {
        return coordinator;
    }

    ClientProcess caller() {
        return caller;
    }

    ClientProcess service() {
        return service;
    }
}
