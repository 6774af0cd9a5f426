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
import dev.assent.shaded.jsqlparser.statement.select.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows behind {@code VALUES}. */
final class InsertRows {
    private InsertRows() {}

    /** @param width how many values each row must have, if the statement names its columns */
    static List<List<Value>> of(Values values, Optional<Integer> width) {
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

    static List<Value> row(List<? extends Expression> values) {
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
}
