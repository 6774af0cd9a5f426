package dev.assent.simulation;

import dev.assent.simulation.client.Auditor;
import dev.assent.simulation.client.ClientProcess;
import dev.assent.simulation.client.Neighbourhood;
import dev.assent.simulation.client.Plan;
import dev.assent.simulation.coordinator.CoordinatorProcess;
import dev.assent.simulation.coordinator.Seams;
import dev.assent.simulation.coordinator.Settings;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.wire.Wire;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.Weather;
import dev.assent.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real coordinator (core, loop, journal, codecs) among simulated clients, databases, network, disk and clocks. One
 * seed draws all that happens: first the faults, then the lives of the transactions. When the faults are over, all must
 * end by itself; then everything is asked and counted.
 */
public final class Simulation {
    private static final long STORM = 45 * World.SECOND;
    private static final long PATIENCE = 180 * World.SECOND;
    private static final int NEW_NUMBERS = 5;

    private final long seed;
    private final World world;
    private final Weather weather;
    private final Settings settings;
    private final Wire wire;
    private final Ledger ledger;
    private final CoordinatorProcess coordinator;
    private final Neighbourhood place;
    private final List<ClientProcess> clients = new ArrayList<>();
    private final Auditor auditor;

    private Simulation(long seed, Seams seams, @Nullable Consumer<String> trace) {
        this.seed = seed;
        this.world = new World(seed, trace);
        this.weather = new Weather(world.chance());
        this.settings = Settings.draw(world.chance());
        this.wire = new Wire(world, weather);
        this.ledger = new Ledger(world);
        this.coordinator = new CoordinatorProcess(world, weather, wire, seams, settings);
        this.place = new Neighbourhood(world, weather, wire, ledger, databases());
        int count = (int) world.chance().between(2, 4);
        for (int i = 1; i <= count; i++) {
            clients.add(new ClientProcess("10.0.1." + i, true, place));
        }
        if (world.chance().oneIn(2)) {
            clients.add(new ClientProcess("10.0.2.1", false, place));
            clients.add(new ClientProcess("10.0.2.2", false, place));
        }
        this.auditor = new Auditor(new ClientProcess("10.0.3.1", true, place));
    }

    /** @throws SimulationFailure if a promise is broken */
    public static Report run(long seed) {
        return run(seed, new Seams() {}, null);
    }

    /** @param trace hears of all that happens, line by line; or null */
    public static Report run(long seed, Seams seams, @Nullable Consumer<String> trace) {
        return new Simulation(seed, seams, trace).run();
    }

    private List<Database> databases() {
        int rows = (int) world.chance().between(4, 40);
        List<String> names = Stream.of(
                        IntStream.range(0, rows).mapToObj(i -> "a" + i),
                        IntStream.range(0, 3).mapToObj(i -> "x" + i),
                        IntStream.range(0, 6).mapToObj(i -> "t" + i))
                .flatMap(each -> each)
                .toList();
        return Stream.of("stock", "orders", "accounts")
                .map(name -> new Database("jdbc:" + name, names, ledger))
                .toList();
    }

    private Report run() {
        try {
            storm();
            heal();
            audit();
            auditAfterPowerLoss();
            wipe();
        } catch (RuntimeException e) {
            throw new SimulationFailure(seed, weather + ", " + coordinator, world.lastLines(), e);
        }
        int committed = (int) ledger.xids().stream().filter(ledger::isCommitted).count();
        return new Report(
                seed,
                world.hash(),
                world.steps(),
                coordinator.lives(),
                ledger.xids().size(),
                committed,
                ledger.stuck().size(),
                coordinator.visited(),
                world.reached());
    }

    private void storm() {
        coordinator.start();
        clients.forEach(ClientProcess::start);
        clients.forEach(this::keepBusy);
        new Nemesis(world, weather, wire, coordinator).wake();
        world.runFor(STORM, () -> false);
    }

    private void keepBusy(ClientProcess client) {
        if (!weather.isFair()) {
            client.transfer(Plan.draw(world.chance(), place.databases()), sameKind(client));
            world.after(world.chance().millis(100, 2500), () -> keepBusy(client));
        }
    }

    private List<ClientProcess> sameKind(ClientProcess client) {
        return clients.stream()
                .filter(each -> each.isAssent() == client.isAssent())
                .toList();
    }

    private void heal() {
        weather.clearUp();
        coordinator.mendDisk();
        world.say("the faults are over");
        await("everything to end", () -> isQuiet() && clients.stream().allMatch(ClientProcess::isAtRest));
        auditor.checkDatabases();
    }

    private boolean isQuiet() {
        return coordinator.openTransactions() <= ledger.stuck().size();
    }

    private void audit() {
        auditor.begin();
        await("every question to be answered", auditor::isDone);
        auditor.checkDatabases();
    }

    /** What is durable is still there after one more power loss. */
    private void auditAfterPowerLoss() {
        coordinator.powerLoss();
        await("the coordinator to be back", this::isQuiet);
        audit();
    }

    private void wipe() {
        coordinator.wipe();
        await("the coordinator to be back", coordinator::isUp);
        auditor.drawNumbers(NEW_NUMBERS);
        await("new numbers", auditor::isDone);
    }

    private void await(String what, BooleanSupplier done) {
        if (!world.runFor(PATIENCE, done)) {
            throw new Violation("Expected " + what + " within " + PATIENCE / World.SECOND + " s, but "
                    + coordinator.openTransactions() + " transactions are open, "
                    + ledger.stuck().size()
                    + " of them for a person");
        }
    }
}
