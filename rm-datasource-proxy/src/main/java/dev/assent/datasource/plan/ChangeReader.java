package dev.assent.datasource.plan;

import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.errors.Refusal;
import dev.assent.shaded.jsqlparser.schema.Column;
import dev.assent.shaded.jsqlparser.schema.Table;
import dev.assent.shaded.jsqlparser.statement.Statement;
import dev.assent.shaded.jsqlparser.statement.delete.Delete;
import dev.assent.shaded.jsqlparser.statement.update.Update;
import dev.assent.shaded.jsqlparser.statement.update.UpdateSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads UPDATE and DELETE, and refuses each clause that would make the images wrong. */
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
        Refuse.when(text.changesWithin(), Refusal.CHANGE_IN_QUERY);
        Statement statement = parsed();
        if (statement instanceof Update update) {
            return update(update);
        }
        if (statement instanceof Delete delete) {
            return delete(delete);
        }
        throw new Refuse(Refusal.UNKNOWN_STATEMENT);
    }

    /** {@code SELECT … FROM FINAL TABLE (UPDATE …)}. */
    static Plan rowsOf(FinalTable rows, Grammar grammar, Functions functions) {
        Plan plan = new ChangeReader(grammar, functions, rows.alone()).plan();
        Refuse.when(!(plan instanceof Plan.Update), Refusal.CHANGE_IN_QUERY);
        Plan.Update update = (Plan.Update) plan;
        Plan.Cut cut = update.cut();
        Plan.Part head = cut.head();
        return new Plan.Update(
                update.target(),
                update.set(),
                new Plan.Cut(
                        new Plan.Part(rows.head().sql() + '\n' + head.sql(), head.firstParameter(), head.parameters()),
                        cut.condition(),
                        cut.rest(),
                        rows.tail(),
                        cut.rows(),
                        cut.joined(),
                        cut.basis()));
    }

    private Statement parsed() {
        try {
            return Parsed.statement(grammar, text.forParser());
        } catch (Refuse e) {
            String form = unknownForm();
            throw form.isEmpty() ? e : new Refuse(Refusal.CLAUSE, form);
        }
    }

    /** What the parser does not know, though a database may. */
    private String unknownForm() {
        int table = 1 + (text.first().is("DELETE") ? text.outside(0, "FROM") : text.outside(0, "UPDATE"));
        if (text.at(table).is("ONLY")) {
            return "ONLY";
        }
        int using = text.outside(0, "USING");
        if (text.first().is("DELETE") && text.outside(using, "JOIN") < text.outside(using, "WHERE", "RETURNING")) {
            Refuse.when(grammar.targetsStandBehindUsing(), Refusal.SEVERAL_TABLES, "USING");
            return "JOIN behind USING, where a comma and a condition say the same";
        }
        for (int i = text.outside(0, "SET"); i < text.tokens().size(); i++) {
            if (text.at(i).isSymbol('=')
                    && text.at(i - 1).isSymbol(')')
                    && text.at(i + 1).is("ROW")) {
                return "ROW in SET, where its brackets say the same";
            }
        }
        return "";
    }

    private Plan update(Update update) {
        Refuse.when(update.getOutputClause() != null, Refusal.RETURNING);
        Refuse.when(
                update.isModifierIgnore()
                        || update.getModifierPriority() != null
                        || update.getPreferringClause() != null
                        || update.getForPortionClause() != null
                        || update.getOption() != null,
                Refusal.CLAUSE);
        int word = text.outside(0, "UPDATE");
        int set = text.outside(word, "SET");
        List<Text.Range> from = new ArrayList<>(List.of(new Text.Range(word + 1, set)));
        if (update.getFromItem() != null) {
            from.add(tablesBehind(joinedAt(set)));
        }
        boolean joinedBefore = given(update.getStartJoins());
        Sources sources = Sources.of(update.getTable(), update.getStartJoins());
        List<Column> columns = update.getUpdateSets().stream()
                .flatMap(each -> each.getColumns().stream())
                .toList();
        List<Plan.Assignment> assignments = assignments(
                columns, set, from.size() > 1 ? joinedAt(set) : text.tokens().size());
        Plan.Cut cut = conditions.cut(new Conditions.Clauses(
                new Text.Range(0, word),
                from,
                joinedBefore || update.getFromItem() != null,
                set,
                update.getWhere() != null,
                update.getLimit() != null || given(update.getOrderByElements()),
                update.getReturningClause() != null));
        if (joinedBefore) {
            return joined(sources, columns, assignments, cut);
        }
        columns.forEach(column -> refuseUnlessOf(update.getTable(), column));
        return new Plan.Update(Parsed.target(update.getTable()), assignments, cut);
    }

    /** Which table has a column is not looked up. */
    private static Plan joined(Sources sources, List<Column> columns, List<Plan.Assignment> assignments, Plan.Cut cut) {
        Map<Plan.Target, List<Plan.Assignment>> tables = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            boolean named = column.getTable() != null && column.getArrayConstructor() == null;
            Refuse.when(!named, Refusal.SEVERAL_TABLES, column.toString());
            Plan.Target target = sources.named(column.getTable(), Refusal.SEVERAL_TABLES);
            tables.computeIfAbsent(target, absent -> new ArrayList<>()).add(assignments.get(i));
        }
        List<Plan.OfOneTable> changes = new ArrayList<>();
        tables.forEach((target, set) -> changes.add(new Plan.Update(target, set, cut)));
        return changes.size() == 1 ? changes.get(0) : new Plan.Several(changes, cut);
    }

    /** What stands between the commas behind {@code SET}, if that is a value for each column. */
    private List<Plan.Assignment> assignments(List<Column> columns, int set, int from) {
        int end = Math.min(from, text.outside(set, "WHERE", "ORDER", "LIMIT", "FETCH", "OFFSET", "RETURNING"));
        List<Plan.Part> values = new ArrayList<>();
        int start = set + 1;
        for (int i = start; i <= end; i++) {
            if (i == end || (text.at(i).isSymbol(',') && text.at(i).depth() == 0)) {
                values.add(value(start, i));
                start = i + 1;
            }
        }
        List<Plan.Assignment> all = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            all.add(new Plan.Assignment(
                    columns.get(i).getColumnName(), values.size() == columns.size() ? values.get(i) : text.part(0, 0)));
        }
        return all;
    }

    private Plan.Part value(int start, int end) {
        int equal = start;
        while (equal < end && !text.at(equal).isSymbol('=')) {
            equal++;
        }
        List<Token> value = text.tokens().subList(Math.min(equal + 1, end), end);
        boolean open = value.isEmpty()
                || !text.at(start).isName()
                || conditions.mayMeanAnotherThing(value)
                || (value.size() == 1 && value.get(0).is("DEFAULT"));
        return open ? text.part(0, 0) : text.part(equal + 1, end);
    }

    private Plan delete(Delete delete) {
        Refuse.when(delete.getOutputClause() != null, Refusal.RETURNING);
        Refuse.when(
                delete.isModifierIgnore()
                        || delete.getPreferringClause() != null
                        || delete.getForPortionClause() != null
                        || delete.getOption() != null,
                Refusal.CLAUSE);
        int word = text.outside(0, "DELETE");
        int from = text.outside(word, "FROM");
        Refuse.when(from == text.tokens().size(), Refusal.CLAUSE, "DELETE without FROM");
        boolean using = given(delete.getUsingFromItemList());
        Refuse.when(using && grammar.targetsStandBehindUsing(), Refusal.SEVERAL_TABLES, "USING");
        Sources sources = Sources.of(delete.getTable(), delete.getJoins());
        Refuse.when(sources.areJoined() && !given(delete.getTables()), Refusal.SEVERAL_TABLES);
        List<Text.Range> tables = new ArrayList<>(List.of(tablesBehind(from)));
        if (using) {
            int at = text.outside(from, "USING");
            tables = List.of(new Text.Range(from + 1, at), tablesBehind(at));
        }
        Plan.Cut cut = conditions.cut(new Conditions.Clauses(
                new Text.Range(0, word),
                tables,
                sources.areJoined() || using,
                from,
                delete.getWhere() != null,
                delete.getLimit() != null || given(delete.getOrderByElements()),
                delete.getReturningClause() != null));
        if (!given(delete.getTables())) {
            return new Plan.Delete(Parsed.target(delete.getTable()), cut);
        }
        List<Plan.OfOneTable> changes = new ArrayList<>();
        delete.getTables()
                .forEach(name -> changes.add(new Plan.Delete(sources.named(name, Refusal.SEVERAL_TABLES), cut)));
        return changes.size() == 1 ? changes.get(0) : new Plan.Several(changes, cut);
    }

    /** {@code FROM} behind the columns that are set, not that of {@code IS DISTINCT FROM}. */
    private int joinedAt(int set) {
        int from = text.outside(set, "FROM");
        while (text.at(from - 1).is("DISTINCT")) {
            from = text.outside(from + 1, "FROM");
        }
        return from;
    }

    private Text.Range tablesBehind(int word) {
        int end = text.outside(word, "WHERE", "ORDER", "LIMIT", "FETCH", "RETURNING");
        Refuse.when(word + 1 >= end, Refusal.UNREADABLE, "where its tables stand is open");
        return new Text.Range(word + 1, end);
    }

    static Stream<String> columnsOf(UpdateSet set, Table table) {
        set.getColumns().forEach(column -> refuseUnlessOf(table, column));
        return set.getColumns().stream().map(Column::getColumnName);
    }

    private static void refuseUnlessOf(Table table, Column column) {
        String qualifier = column.getTableName();
        boolean ours = qualifier == null
                || qualifier.equalsIgnoreCase(table.getName())
                || (table.getAlias() != null
                        && qualifier.equalsIgnoreCase(table.getAlias().getName()));
        Refuse.when(!ours || column.getArrayConstructor() != null, Refusal.CLAUSE, column.toString());
    }

    private static boolean given(@Nullable List<?> items) {
        return items != null && !items.isEmpty();
    }
}
