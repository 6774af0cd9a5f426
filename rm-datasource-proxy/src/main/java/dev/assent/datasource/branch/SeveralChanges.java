package dev.assent.datasource.branch;

import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.image.KeyCondition;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An UPDATE or DELETE of several tables: held to the rows of each of them that the join has found. */
record SeveralChanges(List<OfOneTable> changes) implements Change {
    static Change of(
            Database database,
            OwnStatements own,
            LocalTransaction local,
            Tables tables,
            Plan.Several plan,
            Execution<?> execution)
            throws SQLException {
        Set<String> names = new HashSet<>();
        List<OfOneTable> changes = new ArrayList<>();
        for (Plan.OfOneTable one : childrenFirst(tables, plan)) {
            Change change = Change.of(database, own, local, tables, one, execution);
            if (!(change instanceof OfOneTable ofOne)
                    || !names.add(ofOne.before().table())) {
                throw Refusal.SEVERAL_TABLES.of(execution.sql(), "twice the same");
            }
            if (!ofOne.cascades().isEmpty()) {
                throw Refusal.CASCADE.of(execution.sql(), "and it changes several tables");
            }
            changes.add(ofOne);
        }
        return new SeveralChanges(changes);
    }

    /** What refers to rows of another of the tables comes before it, so that an undo inserts it after it. */
    private static List<Plan.OfOneTable> childrenFirst(Tables tables, Plan.Several plan) throws SQLException {
        List<Plan.OfOneTable> sorted = new ArrayList<>();
        for (Plan.OfOneTable one : plan.changes()) {
            TableMeta table = tables.of(one.target().name());
            int place = 0;
            for (int i = 0; i < sorted.size(); i++) {
                if (table.isReferredBy(tables.of(sorted.get(i).target().name()))) {
                    place = i + 1;
                }
            }
            sorted.add(place, one);
        }
        return sorted;
    }

    @Override
    public <T> Ran<T> run(Execution<T> execution) throws SQLException {
        Optional<KeyCondition> all = changes.stream()
                .map(change -> change.statement()
                        .query()
                        .conditionOrNone(
                                change.statement().plan().target().qualifier(),
                                change.before().keys()))
                .reduce(KeyCondition::and);
        return changes.get(0).statement().run(execution, all.orElseThrow(), false);
    }

    /** The database counts the rows of all tables together. */
    @Override
    public List<UndoItem> after(Ran<?> ran) throws SQLException, RowsDiffer {
        List<UndoItem> items = new ArrayList<>();
        long imaged = 0;
        for (OfOneTable change : changes) {
            int rows = change.before().rows().size();
            imaged += rows;
            items.addAll(change.after(new Ran<>(ran.result(), rows, Optional.empty())));
        }
        long changed = items.stream().mapToLong(SeveralChanges::changed).sum();
        if (ran.count() != imaged && ran.count() != changed) {
            throw changes.get(0).statement().differ(changes.get(0).before(), ran);
        }
        return items;
    }

    /** MariaDB can be configured to count only these. */
    private static long changed(UndoItem item) {
        Map<?, ?> after = item.after().byKey();
        return item.before().byKey().entrySet().stream()
                .filter(row -> !row.getValue().equals(after.get(row.getKey())))
                .count();
    }
}
