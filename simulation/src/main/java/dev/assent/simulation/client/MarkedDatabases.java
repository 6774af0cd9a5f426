package dev.assent.simulation.client;

import dev.assent.model.DatabaseMark;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a process knows of the marks of its databases. A mark is read, or made, when the database is used, and used
 * only once the coordinator has accepted the database under it.
 */
final class MarkedDatabases {
    /** A permission to make a mark counts for so long after the question. */
    private static final long PERMITTED = 2000 * World.MILLISECOND;

    private final ClientProcess process;
    private final World world;
    private final Chance chance;
    private final Map<Database, Known> known = new LinkedHashMap<>();

    MarkedDatabases(ClientProcess process, Chance chance) {
        this.process = process;
        this.world = process.world();
        this.chance = chance;
    }

    /** Looks at every database now and then, as an application does that has work for it. */
    void watch() {
        process.step(chance.millis(1000, 6000), () -> {
            process.databases().forEach(database -> require(database, mark -> {}));
            watch();
        });
    }

    /** @param then hears the mark, or nothing if the coordinator refuses the database or does not answer */
    void require(Database database, Consumer<Optional<DatabaseMark>> then) {
        Optional<DatabaseMark> mark = database.marks().find();
        Known before = known.get(database);
        if (!database.isUp()) {
            then.accept(Optional.empty());
        } else if (mark.isEmpty()) {
            known.remove(database);
            make(database, then);
        } else if (before != null && before.mark.equals(mark.get()) && before.accepted) {
            then.accept(mark);
        } else {
            identify(database, mark.get(), then);
        }
    }

    /** The coordinator has refused a branch: at the next use it is asked again. */
    void doubt(Database database) {
        known.computeIfPresent(database, (key, before) -> new Known(before.mark, false));
    }

    void forget(Database database) {
        known.remove(database);
    }

    private void make(Database database, Consumer<Optional<DatabaseMark>> then) {
        long asked = world.now();
        ask(database, null, answer -> {
            if (!isAccepted(answer)) {
                if (answer.message() != null) {
                    world.reached(Marker.MARK_NOT_MADE);
                }
                then.accept(Optional.empty());
                return;
            }
            Optional<DatabaseMark> given = Extensions.mark(answer.head());
            if (given.filter(database.marks()::wasEver).isPresent()) {
                world.reached(Marker.MARK_ADOPTED);
            }
            DatabaseMark fresh =
                    given.orElseGet(() -> new DatabaseMark(Long.toHexString(chance.between(0, Long.MAX_VALUE - 1))));
            process.step(() -> {
                if (world.now() - asked > PERMITTED) {
                    world.reached(Marker.MARK_ALLOWED_LATE);
                } else if (!database.marks().create(fresh)) {
                    world.reached(Marker.MARK_OF_ANOTHER_CREATOR);
                } else {
                    requireNoBranch(database, fresh);
                    world.say(database.name() + " has the mark " + fresh + " by " + process);
                }
                database.marks()
                        .find()
                        .ifPresentOrElse(mark -> identify(database, mark, then), () -> then.accept(Optional.empty()));
            });
        });
    }

    /** A branch has to find the mark that it was registered with. */
    private void requireNoBranch(Database database, DatabaseMark made) {
        if (database.hasUndoUnderAnother(made, xid -> !process.place().ledger().mayBeForced(xid))) {
            throw new Violation(
                    Promise.RIGHT_ADDRESS,
                    "Expected no other mark for " + database.name()
                            + " while branches wait for the one it has lost, but " + process + " was allowed to make "
                            + made);
        }
    }

    private void identify(Database database, DatabaseMark mark, Consumer<Optional<DatabaseMark>> then) {
        known.put(database, new Known(mark, false)); // said again if the connection breaks
        ask(database, mark, answer -> {
            Optional<DatabaseMark> other = Extensions.mark(answer.head());
            if (!isAccepted(answer)) {
                if (answer.message() != null) {
                    world.say(process + " may not use " + database.name() + ": " + answer.head());
                    world.reached(
                            DatabaseNames.isStaging(process.host()) ? Marker.COPY_REFUSED : Marker.DATABASE_REFUSED);
                }
                then.accept(Optional.empty());
            } else if (other.isPresent()) {
                world.reached(Marker.MARK_RENEWED);
                database.marks().replace(mark, other.get());
                known.remove(database);
                then.accept(Optional.empty());
            } else {
                known.put(database, new Known(mark, true));
                process.link().accepted(mark);
                then.accept(Optional.of(mark));
            }
        });
    }

    private void ask(Database database, @Nullable DatabaseMark mark, Consumer<Answer> then) {
        process.link().ask(process.link().resource(process.name(database)), Extensions.mark(mark), then);
    }

    private static boolean isAccepted(Answer answer) {
        return answer.message() instanceof RegisterRMResponse response && response.identified();
    }

    /** What a new connection has to name, before all that relies on it. */
    Map<Database, DatabaseMark> known() {
        Map<Database, DatabaseMark> all = new LinkedHashMap<>();
        known.forEach((database, each) -> all.put(database, each.mark));
        return all;
    }

    /** The coordinator wants to know whether two names lead to one database. */
    String word(DatabaseMark mark, Optional<String> toWrite) {
        return known.entrySet().stream()
                .filter(each ->
                        each.getValue().mark.equals(mark) && each.getKey().isUp())
                .findFirst()
                .map(Map.Entry::getKey)
                .map(database -> toWrite.isPresent()
                        ? database.marks().write(mark, toWrite.get())
                        : database.marks().read(mark))
                .orElse("");
    }

    private record Known(DatabaseMark mark, boolean accepted) {}
}
