package dev.assent.simulation.client;

import dev.assent.simulation.database.Database;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.wire.Wire;
import dev.assent.simulation.world.FaultProfile;
import dev.assent.simulation.world.World;
import java.util.List;

/** What every client process shares with the others. */
public record ClientContext(World world, FaultProfile profile, Wire wire, Ledger ledger, List<Database> databases) {
    private static final String ACTION = "reserve-";

    public ClientContext {
        databases = List.copyOf(databases);
    }

    /** A TCC action has a name of its own, beside that of the database it works on. */
    static String action(Database database) {
        return ACTION + database.name();
    }

    Database database(String resource) {
        String name = resource.startsWith(ACTION) ? resource.substring(ACTION.length()) : resource;
        return databases.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
