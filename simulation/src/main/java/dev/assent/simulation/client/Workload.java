package dev.assent.simulation.client;

import dev.assent.model.BranchType;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.world.Chance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this seed's transactions are like.
 *
 * @param types of branches, as often as they are wanted
 * @param mostBranches of one transaction
 * @param hotRows the number of rows that take half of all the work
 * @param timeouts what a caller may ask for, in milliseconds
 * @param rest the longest pause between two transactions of one client, in milliseconds
 */
public record Workload(List<BranchType> types, int mostBranches, int hotRows, List<Long> timeouts, long rest) {
    private static final List<List<BranchType>> MIXES = List.of(
            List.of(BranchType.AT),
            List.of(BranchType.AT, BranchType.AT, BranchType.TCC, BranchType.XA),
            List.of(BranchType.AT, BranchType.TCC),
            List.of(BranchType.AT, BranchType.AT, BranchType.AT, BranchType.XA),
            List.of(BranchType.TCC, BranchType.TCC, BranchType.AT),
            List.of(BranchType.XA, BranchType.XA, BranchType.AT));
    private static final List<List<Long>> TIMEOUTS = List.of(
            List.of(2_000L, 8_000L, 8_000L, 15_000L, 15_000L, 40_000L), List.of(60_000L), List.of(1_000L, 3_000L));

    public static Workload draw(Chance chance) {
        return new Workload(
                chance.oneOf(MIXES),
                (int) chance.between(2, 5),
                (int) chance.between(1, 4),
                chance.oneIn(2) ? TIMEOUTS.get(0) : chance.oneOf(TIMEOUTS),
                chance.between(600, 3500));
    }

    /** For services that share nothing with the others but the coordinator, and use AT alone. */
    public Workload ofStaging() {
        return new Workload(List.of(BranchType.AT), mostBranches, hotRows, timeouts, rest);
    }

    public Plan plan(Chance chance, List<Database> databases) {
        int timeout = chance.oneOf(timeouts).intValue();
        List<BranchPlan> branches = new ArrayList<>();
        if (chance.oneIn(25)) {
            return new Plan(timeout, branches);
        }
        if (chance.oneIn(15) && !types.equals(List.of(BranchType.AT))) {
            branches.add(new BranchPlan(chance.oneOf(databases).name(), BranchType.XA, Map.of()));
            return new Plan(timeout, branches);
        }
        long sum = 0;
        int count = (int) chance.between(1, mostBranches - 1);
        BranchType mostly = chance.oneOf(types);
        for (int i = 0; i < count; i++) {
            long delta = chance.between(1, 20) * (chance.oneIn(2) ? -1 : 1);
            sum += delta;
            branches.add(branch(chance, databases, chance.oneIn(3) ? chance.oneOf(types) : mostly, delta));
        }
        branches.add(branch(chance, databases, mostly, -sum));
        return new Plan(timeout, branches);
    }

    /** One row, or more that share the sum. */
    private BranchPlan branch(Chance chance, List<Database> databases, BranchType type, long delta) {
        Database database = chance.oneOf(databases);
        List<String> rows = database.rowsFor(type);
        Map<String, Long> moves = new LinkedHashMap<>();
        moves.put(row(chance, rows), delta);
        if (chance.oneIn(3)) {
            moves.merge(row(chance, rows), 7L, Long::sum);
            moves.merge(row(chance, rows), -7L, Long::sum);
        }
        return new BranchPlan(database.name(), type, moves);
    }

    private String row(Chance chance, List<String> rows) {
        return chance.oneIn(2)
                ? rows.get((int) chance.between(0, Math.min(hotRows, rows.size()) - 1L))
                : chance.oneOf(rows);
    }
}
