package dev.assent.datasource.branch;

import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.plan.Plan.Value;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the keys of the rows of an INSERT come from, if the driver gives back no more than the first key that the database
 * has chosen: from its text and parameters, or from there.
 *
 * @param places for each key column, its place among the values of a row; -1 if the statement does not name it
 */
record NewKeys(Database database, TableMeta table, Plan.NewRows given, List<Integer> places) {
    static NewKeys of(Database database, TableMeta table, Plan.NewRows given) {
        List<Column> named = given.columns()
                .map(spelt -> spelt.stream()
                        .map(name -> Names.column(database.dialect(), table, name))
                        .toList())
                .orElse(table.columns());
        return new NewKeys(
                database, table, given, table.key().stream().map(named::indexOf).toList());
    }

    /** What the text says about a key column of a row. */
    Value value(int row, int keyColumn) {
        List<Value> values = given.rows().get(row);
        int place = places.get(keyColumn);
        return place < 0 || place >= values.size() ? new Value.Chosen() : values.get(place);
    }

    /** The columns whose values the driver must return for this run; empty if the statement says it all. */
    List<Column> comeBack(String sql, BoundParameters parameters) {
        List<Column> missing = new ArrayList<>();
        int rows = given.rows().size();
        for (int column = 0; column < places.size(); column++) {
            int chosen = 0;
            for (int row = 0; row < rows; row++) {
                Value value = value(row, column);
                if (value instanceof Value.Computed) {
                    throw Refusal.UNKNOWN_KEY.of(sql, "a key is computed");
                }
                chosen += isGiven(value, parameters) ? 0 : 1;
            }
            if (chosen > 0) {
                missing.add(table.key().get(column));
            }
            if (chosen > 0 && chosen < rows) {
                throw Refusal.MIXED_KEYS.of(sql, table.key().get(column).name());
            }
        }
        if (missing.stream().anyMatch(column -> !column.autoIncrement())) {
            throw Refusal.UNKNOWN_KEY.of(sql, "");
        }
        return missing;
    }

    /** What to ask the driver for, so that the keys come back; the caller gets the same. */
    KeyRequest merged(KeyRequest asked) {
        return mayComeBack() ? new KeyRequest.All() : asked;
    }

    /** A parameter may turn out to be null. */
    private boolean mayComeBack() {
        for (int row = 0; row < given.rows().size(); row++) {
            for (int column = 0; column < places.size(); column++) {
                Value value = value(row, column);
                boolean open = value instanceof Value.Parameter
                        && table.key().get(column).autoIncrement();
                if (open || !(value instanceof Value.Literal || value instanceof Value.Parameter)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isGiven(Value value, BoundParameters parameters) {
        if (value instanceof Value.Parameter parameter) {
            return !parameters.isNull(parameter.index());
        }
        return value instanceof Value.Literal;
    }
}
