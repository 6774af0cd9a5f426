package dev.assent.datasource.branch;

import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.plan.Plan.Value;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.TableMeta;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the keys of the rows of an INSERT come from: from its text and parameters, or back from the driver.
 *
 * @param places for each key column, its place among the values of a row; -1 if the statement does not name it
 */
record NewKeys(Database database, TableMeta table, Plan.Insert plan, List<Integer> places) {
    static NewKeys of(Database database, TableMeta table, Plan.Insert plan) {
        List<Column> named = plan.columns()
                .map(spelt -> spelt.stream()
                        .map(name -> Names.column(database.dialect(), table, name))
                        .toList())
                .orElse(table.columns());
        return new NewKeys(
                database, table, plan, table.key().stream().map(named::indexOf).toList());
    }

    /** What the text says about a key column of a row. */
    Value value(int row, int keyColumn) {
        List<Value> values = plan.rows().get(row);
        int place = places.get(keyColumn);
        return place < 0 || place >= values.size() ? new Value.Chosen() : values.get(place);
    }

    /** Some key may have to come back from the driver; a parameter may turn out to be null. */
    boolean mayComeBack() {
        for (int row = 0; row < plan.rows().size(); row++) {
            for (int column = 0; column < places.size(); column++) {
                Value value = value(row, column);
                boolean open = onlyLastInsertIds() && value instanceof Value.Parameter;
                if (!(value instanceof Value.Literal || value instanceof Value.Parameter)
                        || (open && table.key().get(column).autoIncrement())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The columns that the driver must return for this run; empty if the statement says it all. */
    List<Column> comeBack(String sql, BoundParameters parameters) {
        Set<Column> missing = new LinkedHashSet<>();
        int rows = plan.rows().size();
        for (int column = 0; column < places.size(); column++) {
            int chosen = 0;
            for (int row = 0; row < rows; row++) {
                Value value = value(row, column);
                refuseIfNeverKnown(sql, value);
                chosen += isGiven(value, parameters) ? 0 : 1;
            }
            if (chosen > 0) {
                missing.add(table.key().get(column));
            }
            if (chosen > 0 && chosen < rows && onlyLastInsertIds()) {
                throw Refusal.MIXED_KEYS.of(sql, table.key().get(column).name());
            }
        }
        if (missing.stream().anyMatch(column -> onlyLastInsertIds() && !column.autoIncrement())) {
            throw Refusal.UNKNOWN_KEY.of(sql, "");
        }
        return missing.isEmpty() || onlyLastInsertIds() ? new ArrayList<>(missing) : table.key();
    }

    /** What to ask the driver for, so that the keys come back and the caller still gets what it asked for. */
    KeyRequest merged(KeyRequest asked) {
        if (!mayComeBack() || asked instanceof KeyRequest.All) {
            return asked;
        }
        if (onlyLastInsertIds()) {
            return new KeyRequest.All();
        }
        Set<String> names = new LinkedHashSet<>();
        if (asked instanceof KeyRequest.Names columns) {
            columns.columns()
                    .forEach(spelt -> names.add(
                            Names.column(database.dialect(), table, spelt).name()));
        } else if (asked instanceof KeyRequest.Indexes columns) {
            columns.columns()
                    .forEach(index -> names.add(table.columns().get(index - 1).name()));
        }
        table.key().forEach(column -> names.add(column.name()));
        return new KeyRequest.Names(List.copyOf(names));
    }

    boolean onlyLastInsertIds() {
        return database.dialect().returnsOnlyLastInsertIds();
    }

    private void refuseIfNeverKnown(String sql, Value value) {
        if (value instanceof Value.Computed && onlyLastInsertIds()) {
            throw Refusal.UNKNOWN_KEY.of(sql, "a key is computed");
        }
    }

    private boolean isGiven(Value value, BoundParameters parameters) {
        if (value instanceof Value.Parameter parameter) {
            return !(onlyLastInsertIds() && parameters.isNull(parameter.index()));
        }
        return value instanceof Value.Literal;
    }
}
