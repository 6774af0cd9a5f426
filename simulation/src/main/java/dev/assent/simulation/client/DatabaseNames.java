package dev.assent.simulation.client;

import dev.assent.model.DatabaseMark;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.database.Witness;
import dev.assent.simulation.world.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Which databases there are, which host uses which, and under which name. A name may lead to another database from another host. */
public final class DatabaseNames {
    private static final String OTHER = "-by-another-name";
    private static final String STAGING = "10.0.4.";

    private final Kind kind;
    private final List<Database> shared;
    private final @Nullable Database copy;
    private final boolean sameName;
    private boolean promoted;
    private ObjLongConsumer<DatabaseMark> copyAccepted = (mark, since) -> {};

    /** What is special about the databases of a seed. */
    public enum Kind {
        /** Resource managers know them by their names alone. */
        NAMES_ALONE,
        /** Each has a mark, which several services try to make at once. */
        MARKED,
        /** Some hosts know them by another name than the others do. */
        TWO_NAMES,
        /** A copy of one, with its mark, is used by services of its own. */
        COPY,
        /** Another database has the name of one. */
        TWO_DATABASES,
        /** All fail over to a replica and have another name then. */
        PROMOTION,
        /** One loses the row that holds its mark. */
        LOST_MARK
    }

    private DatabaseNames(Kind kind, List<Database> shared, @Nullable Database copy, boolean sameName) {
        this.kind = kind;
        this.shared = List.copyOf(shared);
        this.copy = copy;
        this.sameName = sameName;
    }

    /** Databases that are known by their names alone. */
    public static DatabaseNames alone(List<Database> databases) {
        return new DatabaseNames(Kind.NAMES_ALONE, databases, null, false);
    }

    public static DatabaseNames draw(Chance chance, List<Database> databases, List<String> rows, Witness witness) {
        List<Kind> kinds = List.of(Kind.values());
        Kind kind = chance.oneIn(2) ? Kind.NAMES_ALONE : chance.oneOf(kinds.subList(1, kinds.size()));
        boolean other = kind == Kind.COPY || kind == Kind.TWO_DATABASES;
        Database copy = other ? new Database(databases.get(0).name() + "-copy", rows, witness) : null;
        return new DatabaseNames(kind, databases, copy, kind == Kind.TWO_DATABASES || chance.oneIn(2));
    }

    public Kind kind() {
        return kind;
    }

    public boolean areMarked() {
        return kind != Kind.NAMES_ALONE;
    }

    /** The one that only services of the staging application use; null if there is none. */
    public @Nullable Database copy() {
        return copy;
    }

    /** The one that a copy is made of, or whose mark is lost. */
    public Database original() {
        return shared.get(0);
    }

    /** @param heard of a copy that the coordinator has accepted under the original's mark, and when the copy's service connected */
    public void whenCopyIsAccepted(ObjLongConsumer<DatabaseMark> heard) {
        copyAccepted = heard;
    }

    void accepted(String host, DatabaseMark mark, long since) {
        if (isStaging(host) && original().marks().wasEver(mark)) {
            copyAccepted.accept(mark, since);
        }
    }

    /** Whether clients of Seata, which have names alone, can take part: they cannot distinguish databases of one name. */
    boolean areClearWithoutMarks() {
        return kind == Kind.NAMES_ALONE
                || kind == Kind.MARKED
                || kind == Kind.LOST_MARK
                || (kind == Kind.COPY && !sameName);
    }

    /** From now on every host of ours knows the databases by another name. */
    public void promote() {
        promoted = true;
    }

    List<Database> all() {
        List<Database> all = new ArrayList<>(shared);
        if (copy != null) {
            all.add(copy);
        }
        return all;
    }

    /** The address of a host of the staging application. */
    public static String staging(int number) {
        return STAGING + number;
    }

    static boolean isStaging(String host) {
        return host.startsWith(STAGING);
    }

    /** The databases that the host works with. */
    public List<Database> of(String host) {
        return isStaging(host) && copy != null ? List.of(copy) : shared;
    }

    /** By which name a resource manager of that host calls the database. */
    public String name(String host, Database database) {
        if (database == copy) {
            return sameName ? original().name() : database.name();
        }
        boolean other = promoted || (kind == Kind.TWO_NAMES && host.hashCode() % 2 == 0);
        return other ? database.name() + OTHER : database.name();
    }

    /** The database that a name leads to from that host. Names alone, which a host still has of before, lead there as well. */
    Database find(String host, String name) {
        return of(host).stream()
                .filter(each ->
                        name.equals(name(host, each)) || name.equals(each.name()) || name.equals(each.name() + OTHER))
                .findFirst()
                .orElseThrow();
    }
}
