package dev.assent.datasource.plan;

import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.plan.Plan.Value;
import dev.assent.shaded.jsqlparser.expression.DoubleValue;
import dev.assent.shaded.jsqlparser.expression.Expression;
import dev.assent.shaded.jsqlparser.expression.JdbcParameter;
import dev.assent.shaded.jsqlparser.expression.LongValue;
import dev.assent.shaded.jsqlparser.expression.NullValue;
import dev.assent.shaded.jsqlparser.expression.SignedExpression;
import dev.assent.shaded.jsqlparser.expression.StringValue;
import dev.assent.shaded.jsqlparser.expression.operators.relational.ExpressionList;
import dev.assent.shaded.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import dev.assent.shaded.jsqlparser.schema.Column;
import dev.assent.shaded.jsqlparser.schema.Table;
import dev.assent.shaded.jsqlparser.statement.insert.Insert;
import dev.assent.shaded.jsqlparser.statement.select.Values;
import dev.assent.shaded.jsqlparser.statement.update.UpdateSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows behind {@code VALUES}, for a database that does not say which keys new rows have. */
final class InsertRows {
    private InsertRows() {}

    static Plan.NewRows of(Insert insert) {
        refuseClauses(insert);
        if (insert.isOnlyDefaultValues()) {
            return new Plan.NewRows(Optional.of(List.of()), List.of(List.of()));
        }
        if (given(insert.getSetUpdateSets())) {
            List<Expression> values = new ArrayList<>();
            insert.getSetUpdateSets().forEach(set -> values.addAll(set.getValues()));
            return new Plan.NewRows(
                    Optional.of(columns(insert.getTable(), insert.getSetUpdateSets())), List.of(row(values)));
        }
        if (!(insert.getSelect() instanceof Values values)) {
            throw new Refuse(Refusal.INSERT_SELECT);
        }
        Optional<List<String>> columns = Optional.ofNullable(insert.getColumns())
                .map(list -> list.stream().map(Column::getColumnName).toList());
        return new Plan.NewRows(columns, of(values, columns.map(List::size)));
    }

    private static void refuseClauses(Insert insert) {
        Refuse.when(given(insert.getWithItemsList()), Refusal.CHANGE_IN_QUERY);
        Refuse.when(insert.isModifierIgnore(), Refusal.INSERT_IGNORE);
        Refuse.when(insert.getReturningClause() != null || insert.getOutputClause() != null, Refusal.RETURNING);
        Refuse.when(
                insert.isOverriding()
                        || insert.isOverwrite()
                        || insert.isTableKeyword()
                        || insert.isOracleMultiInsert()
                        || insert.getRowAlias() != null
                        || given(insert.getPartitions())
                        || insert.getTable().getAlias() != null,
                Refusal.CLAUSE);
    }

    private static List<String> columns(Table table, List<UpdateSet> sets) {
        return sets.stream().flatMap(set -> ChangeReader.columnsOf(set, table)).toList();
    }

    /** @param width how many values each row must have, if the statement names its columns */
    private static List<List<Value>> of(Values values, Optional<Integer> width) {
        List<List<Value>> rows = new ArrayList<>();
        ExpressionList<?> list = values.getExpressions();
        boolean oneRow = list instanceof ParenthesedExpressionList<?>;
        if (oneRow) {
            rows.add(row(list));
        } else {
            list.forEach(row -> rows.add(row(row instanceof ExpressionList<?> many ? many : List.of(row))));
        }
        boolean straight = rows.stream()
                .allMatch(row -> row.size() == width.orElse(rows.get(0).size()));
        Refuse.when(rows.isEmpty() || !straight, Refusal.UNREADABLE, "its rows differ in length");
        return List.copyOf(rows);
    }

    private static List<Value> row(List<? extends Expression> values) {
        return values.stream().map(InsertRows::value).toList();
    }

    private static Value value(Expression value) {
        if (value instanceof JdbcParameter parameter && parameter.getIndex() != null) {
            return new Value.Parameter(parameter.getIndex());
        }
        boolean signed = value instanceof SignedExpression sign && number(sign.getExpression());
        if (signed || number(value) || (value instanceof StringValue text && text.getPrefix() == null)) {
            return new Value.Literal(value.toString());
        }
        boolean chosen = value instanceof NullValue
                || (value instanceof Column word && word.toString().equalsIgnoreCase("DEFAULT"));
        return chosen ? new Value.Chosen() : new Value.Computed();
    }

    private static boolean number(Expression value) {
        return value instanceof LongValue || value instanceof DoubleValue;
    }

    private static boolean given(@Nullable List<?> items) {
        return items != null && !items.isEmpty();
    }
}
