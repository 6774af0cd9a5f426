package dev.assent.simulation.client;

import dev.assent.simulation.database.Database;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.wire.Wire;
import dev.assent.simulation.world.Weather;
import dev.assent.simulation.world.World;
import java.util.List;

/** What every client process shares with the others. */
public record Neighbourhood(World world, Weather weather, Wire wire, Ledger ledger, List<Database> databases) {
    public Neighbourhood {
        databases = List.copyOf(databases);
    }

    Database database(String name) {
        return databases.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
