package dev.assent.simulation.client;

import dev.assent.simulation.database.Database;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.wire.Wire;
import dev.assent.simulation.world.FaultProfile;
import dev.assent.simulation.world.World;
import java.util.List;

/** What every client process shares with the others. */
public record ClientContext(World world, FaultProfile profile, Wire wire, Ledger ledger, DatabaseNames names) {
    private static final String ACTION = "reserve-";

    public List<Database> databases() {
        return names.all();
    }

    /** A TCC action has a name of its own, beside that of the database it works on. */
    static String action(Database database) {
        return ACTION + database.name();
    }

    /** The database that a resource's name leads to from that host. */
    Database database(String host, String resource) {
        return names.find(host, resource.startsWith(ACTION) ? resource.substring(ACTION.length()) : resource);
    }
}
