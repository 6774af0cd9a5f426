package dev.assent.simulation.client;

import dev.assent.simulation.database.Database;
import dev.assent.simulation.world.Chance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one global transaction is to do: its legs add up to nothing, so that money is neither made nor lost.
 *
 * @param timeoutMillis what it asks for
 */
public record Plan(int timeoutMillis, List<Leg> legs) {
    private static final String XA_ROWS = "x";

    public static Plan draw(Chance chance, List<Database> databases) {
        int timeout = (int) chance.oneOf(List.of(2_000L, 8_000L, 8_000L, 15_000L, 15_000L, 40_000L))
                .longValue();
        List<Leg> legs = new ArrayList<>();
        if (chance.oneIn(25)) {
            return new Plan(timeout, legs);
        }
        if (chance.oneIn(15)) {
            legs.add(new Leg(chance.oneOf(databases).name(), true, Map.of()));
            return new Plan(timeout, legs);
        }
        long sum = 0;
        int count = (int) chance.between(1, 4);
        boolean mostlyXa = chance.oneIn(5);
        for (int i = 0; i < count; i++) {
            long delta = chance.between(1, 20) * (chance.oneIn(2) ? -1 : 1);
            sum += delta;
            legs.add(leg(chance, databases, mostlyXa ? !chance.oneIn(3) : chance.oneIn(8), delta));
        }
        legs.add(leg(chance, databases, mostlyXa, -sum));
        return new Plan(timeout, legs);
    }

    /** One row, or two that share the sum. */
    private static Leg leg(Chance chance, List<Database> databases, boolean xa, long delta) {
        Database database = chance.oneOf(databases);
        List<String> rows = database.rows().stream()
                .filter(row -> row.startsWith(XA_ROWS) == xa)
                .toList();
        Map<String, Long> moves = new LinkedHashMap<>();
        moves.put(chance.oneOf(rows), delta);
        if (chance.oneIn(3)) {
            moves.merge(chance.oneOf(rows), 7L, Long::sum);
            moves.merge(chance.oneOf(rows), -7L, Long::sum);
        }
        return new Leg(database.name(), xa, moves);
    }
}
