package dev.assent.datasource.plan;

import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.errors.Refusal;
import dev.assent.shaded.jsqlparser.schema.Table;
import dev.assent.shaded.jsqlparser.statement.Statement;
import dev.assent.shaded.jsqlparser.statement.delete.Delete;
import dev.assent.shaded.jsqlparser.statement.update.Update;
import dev.assent.shaded.jsqlparser.statement.update.UpdateSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads UPDATE and DELETE of one table, and refuses each clause that would make the images wrong. */
final class ChangeReader {
    private final Grammar grammar;
    private final Text text;
    private final Conditions conditions;

    ChangeReader(Grammar grammar, Functions functions, Text text) {
        this.grammar = grammar;
        this.text = text;
        this.conditions = new Conditions(grammar, functions, text);
    }

    Plan plan() {
        for (int i = 0; i < text.tokens().size(); i++) {
            Refuse.when(text.at(i).is("CURRENT") && text.at(i + 1).is("OF"), Refusal.CURSOR);
        }
        Statement statement = Parsed.statement(grammar, text.forParser());
        if (statement instanceof Update update) {
            return update(update);
        }
        if (statement instanceof Delete delete) {
            return delete(delete);
        }
        throw new Refuse(Refusal.UNKNOWN_STATEMENT);
    }

    private Plan update(Update update) {
        Refuse.when(given(update.getWithItemsList()), Refusal.CHANGE_IN_QUERY);
        Refuse.when(
                given(update.getStartJoins()) || given(update.getJoins()) || update.getFromItem() != null,
                Refusal.SEVERAL_TABLES);
        Refuse.when(update.getReturningClause() != null || update.getOutputClause() != null, Refusal.RETURNING);
        Refuse.when(
                update.isModifierIgnore()
                        || update.getModifierPriority() != null
                        || update.getPreferringClause() != null
                        || update.getForPortionClause() != null
                        || update.getOption() != null,
                Refusal.CLAUSE);
        int set = text.outside(0, "SET");
        return new Plan.Update(
                Parsed.target(update.getTable()),
                columns(update.getTable(), update.getUpdateSets()),
                conditions.cut(
                        text.part(1, set),
                        set,
                        update.getWhere() != null,
                        update.getLimit() != null || given(update.getOrderByElements())));
    }

    private Plan delete(Delete delete) {
        Refuse.when(given(delete.getWithItemsList()), Refusal.CHANGE_IN_QUERY);
        Refuse.when(
                given(delete.getTables()) || given(delete.getUsingFromItemList()) || given(delete.getJoins()),
                Refusal.SEVERAL_TABLES);
        Refuse.when(delete.getReturningClause() != null || delete.getOutputClause() != null, Refusal.RETURNING);
        Refuse.when(
                delete.isModifierIgnore()
                        || delete.getPreferringClause() != null
                        || delete.getForPortionClause() != null
                        || delete.getOption() != null,
                Refusal.CLAUSE);
        int from = text.outside(0, "FROM");
        Refuse.when(from == text.tokens().size(), Refusal.CLAUSE, "DELETE without FROM");
        int end = text.outside(from, "WHERE", "ORDER", "LIMIT", "FETCH");
        return new Plan.Delete(
                Parsed.target(delete.getTable()),
                conditions.cut(
                        text.part(from + 1, end),
                        from,
                        delete.getWhere() != null,
                        delete.getLimit() != null || given(delete.getOrderByElements())));
    }

    private static List<String> columns(Table table, List<UpdateSet> sets) {
        return sets.stream().flatMap(set -> columnsOf(set, table)).toList();
    }

    static Stream<String> columnsOf(UpdateSet set, Table table) {
        return set.getColumns().stream().map(column -> {
            String qualifier = column.getTableName();
            boolean ours = qualifier == null
                    || qualifier.equalsIgnoreCase(table.getName())
                    || (table.getAlias() != null
                            && qualifier.equalsIgnoreCase(table.getAlias().getName()));
            Refuse.when(!ours || column.getArrayConstructor() != null, Refusal.CLAUSE, column.toString());
            return column.getColumnName();
        });
    }

    private static boolean given(@Nullable List<?> items) {
        return items != null && !items.isEmpty();
    }
}
