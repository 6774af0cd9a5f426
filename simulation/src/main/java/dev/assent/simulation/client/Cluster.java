package dev.assent.simulation.client;

import dev.assent.simulation.database.Database;
import dev.assent.simulation.database.Witness;
import dev.assent.simulation.world.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The services of this seed, ours and Seata's, and their databases.
 *
 * @param staging services of another application, which use a database of their own
 */
public record Cluster(List<ClientProcess> clients, List<ClientProcess> staging) {
    private static final List<String> SEATA = List.of("1.4.2", "1.5.2", "1.8.0", "2.1.0", "2.5.0");

    public Cluster {
        clients = List.copyOf(clients);
        staging = List.copyOf(staging);
    }

    public static Cluster draw(Chance chance, ClientContext context) {
        List<ClientProcess> clients = new ArrayList<>();
        int count = (int) chance.between(1, 4);
        for (int i = 1; i <= count; i++) {
            clients.add(new ClientProcess("10.0.1." + i, Kind.ASSENT, context));
        }
        if (chance.oneIn(2)) {
            for (int i = 1; i <= chance.between(1, 3); i++) {
                Kind kind = Kind.seata(chance.oneOf(SEATA), !chance.oneIn(3));
                if (context.names().areClearWithoutMarks()) {
                    clients.add(new ClientProcess("10.0.2." + i, kind, context));
                }
            }
        }
        List<ClientProcess> staging = context.names().copy() == null
                ? List.of()
                : List.of(new ClientProcess(DatabaseNames.staging(1), Kind.STAGING, context));
        return new Cluster(clients, staging);
    }

    /** @param naming draws what is special about them */
    public static DatabaseNames databases(Chance chance, Chance naming, Witness witness) {
        int rows = (int) chance.between(2, 40);
        List<String> names = Stream.of(
                        IntStream.range(0, rows).mapToObj(i -> "a" + i),
                        IntStream.range(0, 3).mapToObj(i -> "x" + i),
                        IntStream.range(0, 6).mapToObj(i -> "t" + i))
                .flatMap(each -> each)
                .toList();
        List<Database> databases = Stream.of("stock", "orders", "accounts")
                .limit(chance.between(1, 3))
                .map(name -> new Database("jdbc:" + name, names, witness))
                .toList();
        return DatabaseNames.draw(naming, databases, names, witness);
    }

    /** The processes that can carry out this one's branches: undo rows are of two kinds. */
    public List<ClientProcess> sameKind(ClientProcess client) {
        return staging.contains(client)
                ? staging
                : clients.stream()
                        .filter(each -> each.isAssent() == client.isAssent())
                        .toList();
    }

    public boolean isAtRest() {
        return Stream.concat(clients.stream(), staging.stream().filter(ClientProcess::wasStarted))
                .allMatch(ClientProcess::isAtRest);
    }
}
