package dev.assent.simulation.client;

import dev.assent.model.BranchType;
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
    private static final List<BranchType> MIXED = List.of(
            BranchType.AT, BranchType.AT, BranchType.AT, BranchType.AT, BranchType.TCC, BranchType.TCC, BranchType.XA);

    public static Plan draw(Chance chance, List<Database> databases) {
        int timeout = (int) chance.oneOf(List.of(2_000L, 8_000L, 8_000L, 15_000L, 15_000L, 40_000L))
                .longValue();
        List<Leg> legs = new ArrayList<>();
        if (chance.oneIn(25)) {
            return new Plan(timeout, legs);
        }
        if (chance.oneIn(15)) {
            legs.add(new Leg(chance.oneOf(databases).name(), BranchType.XA, Map.of()));
            return new Plan(timeout, legs);
        }
        long sum = 0;
        int count = (int) chance.between(1, 4);
        BranchType mostly = chance.oneOf(MIXED);
        for (int i = 0; i < count; i++) {
            long delta = chance.between(1, 20) * (chance.oneIn(2) ? -1 : 1);
            sum += delta;
            legs.add(leg(chance, databases, chance.oneIn(3) ? chance.oneOf(MIXED) : mostly, delta));
        }
        legs.add(leg(chance, databases, mostly, -sum));
        return new Plan(timeout, legs);
    }

    /** One row, or two that share the sum. */
    private static Leg leg(Chance chance, List<Database> databases, BranchType type, long delta) {
        Database database = chance.oneOf(databases);
        List<String> rows = database.rowsFor(type);
        Map<String, Long> moves = new LinkedHashMap<>();
        moves.put(chance.oneOf(rows), delta);
        if (chance.oneIn(3)) {
            moves.merge(chance.oneOf(rows), 7L, Long::sum);
            moves.merge(chance.oneOf(rows), -7L, Long::sum);
        }
        return new Leg(database.name(), type, moves);
    }
}
