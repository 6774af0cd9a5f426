package dev.assent.simulation;

import dev.assent.model.DatabaseMark;
import dev.assent.simulation.client.ClientContext;
import dev.assent.simulation.client.ClientProcess;
import dev.assent.simulation.client.Cluster;
import dev.assent.simulation.client.DatabaseNames;
import dev.assent.simulation.coordinator.CoordinatorProcess;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What happens once to the databases of a seed and their marks, and what an operator does about it. */
final class DatabaseEvents {
    private final World world;
    private final ClientContext context;
    private final DatabaseNames names;
    private final Cluster cluster;
    private final CoordinatorProcess coordinator;
    private final Chance chance;
    private boolean done = true;

    DatabaseEvents(ClientContext context, Cluster cluster, CoordinatorProcess coordinator) {
        this.world = context.world();
        this.context = context;
        this.names = context.names();
        this.cluster = cluster;
        this.coordinator = coordinator;
        this.chance = world.chance("database events");
        names.whenCopyIsAccepted(this::copyIsAccepted);
    }

    /** @param starter starts a service and gives it work */
    void wake(Consumer<ClientProcess> starter) {
        switch (names.kind()) {
            case COPY -> later(chance.millis(1000, 4000), () -> copy(starter));
            case TWO_DATABASES -> cluster.staging().forEach(starter);
            case PROMOTION -> later(chance.millis(3000, 12_000), this::promote);
            case LOST_MARK -> later(chance.millis(2000, 15_000), this::loseMark);
            case NAMES_ALONE, MARKED, TWO_NAMES -> {}
        }
    }

    /**
     * While no service of the original is connected, a copy cannot be distinguished from a database that has failed over, and
     * is accepted without questions. What follows from that is not promised.
     *
     * @param since when the copy's service connected
     */
    private void copyIsAccepted(DatabaseMark mark, long since) {
        for (ClientProcess client : cluster.clients()) {
            if (client.serves(mark, since)) {
                throw new Violation(
                        Promise.RIGHT_ADDRESS,
                        "Expected a copy to be refused while " + client + " serves the original with the mark " + mark
                                + ", but it is accepted");
            }
        }
        world.reached(Marker.COPY_TAKEN_FOR_THE_ORIGINAL);
        throw new OutOfScope("a copy is taken for its original");
    }

    /** What happens from here on is not promised: the run ends. */
    static final class OutOfScope extends RuntimeException {
        OutOfScope(String why) {
            super(why);
        }
    }

    /** Whether no operator is needed any more. */
    boolean isDone() {
        return done;
    }

    private void later(long delay, Runnable event) {
        world.after(delay, () -> {
            if (!context.profile().faultsAreOver()) {
                event.run();
            }
        });
    }

    /** The copy has the data that were there before all transactions, and the mark. */
    private void copy(Consumer<ClientProcess> starter) {
        Database copy = names.copy();
        Optional<DatabaseMark> mark = names.original().marks().find();
        if (copy == null || mark.isEmpty()) {
            later(chance.millis(500, 1500), () -> copy(starter));
            return;
        }
        world.say(copy.name() + " is a copy of " + names.original().name());
        copy.marks().copyOf(names.original().marks());
        cluster.staging().forEach(starter);
        if (!names.name(DatabaseNames.staging(1), copy).equals(names.original().name())) {
            later(
                    chance.millis(3000, 15_000),
                    () -> insist(
                            () -> !copy.marks().is(mark.get()),
                            () -> coordinator.renew(names.name(DatabaseNames.staging(1), copy))));
        }
    }

    /** All services start again, with the address of the replica in their configuration. */
    private void promote() {
        world.reached(Marker.DATABASES_PROMOTED);
        world.say("the databases fail over to replicas that have other names");
        names.promote();
        context.databases().forEach(Database::dropConnections);
        cluster.clients().stream()
                .filter(ClientProcess::isAssent)
                .forEach(client -> client.crash(chance.millis(100, 6000)));
    }

    private void loseMark() {
        Database database = names.original();
        world.reached(Marker.MARK_LOST);
        world.say(database.name() + " loses its mark");
        database.marks().truncate();
        done = false;
        world.after(
                chance.millis(1000, 20_000),
                () -> insist(
                        () -> database.marks().find().isPresent(), () -> coordinator.adopt(names.name("", database))));
    }

    /** An operator repeats a command until it has had its effect: the coordinator may end between the two. */
    private void insist(BooleanSupplier had, Runnable command) {
        done = had.getAsBoolean();
        if (!done) {
            command.run();
            world.after(chance.millis(2000, 5000), () -> insist(had, command));
        }
    }
}
