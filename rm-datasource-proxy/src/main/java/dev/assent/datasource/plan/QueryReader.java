package dev.assent.datasource.plan;

import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.errors.Refusal;
import dev.assent.shaded.jsqlparser.schema.Table;
import dev.assent.shaded.jsqlparser.statement.select.PlainSelect;

/**
 * Reads what returns rows. Most of it needs no parser: it is let through if none of its words can change or lock
 * anything.
 */
final class QueryReader {
    private final Grammar grammar;
    private final Functions functions;
    private final Text text;

    QueryReader(Grammar grammar, Functions functions, Text text) {
        this.grammar = grammar;
        this.functions = functions;
        this.text = text;
    }

    Plan plan() {
        functions.unknown(text.tokens()).ifPresent(name -> {
            throw new Refuse(Refusal.UNKNOWN_FUNCTION, name);
        });
        Refuse.when(text.hasWord("INTO"), text.hasWord("INSERT") ? Refusal.CHANGE_IN_QUERY : Refusal.SELECT_INTO);
        boolean locks = false;
        for (int i = 0; i < text.tokens().size(); i++) {
            locks |= locksAt(i);
            boolean change = text.at(i).is("DELETE")
                    || text.at(i).is("MERGE")
                    || text.at(i).is("UPDATE");
            Refuse.when(change && !text.at(i - 1).is("FOR"), Refusal.CHANGE_IN_QUERY);
        }
        return locks ? lockingRead() : new Plan.Read();
    }

    private boolean locksAt(int i) {
        Token next = text.at(i + 1);
        Refuse.when(text.at(i).is("LOCK") && next.is("IN"), Refusal.LOCKING_READ);
        Refuse.when(
                text.at(i).is("FOR") && (next.is("SHARE") || next.is("NO") || next.is("KEY")), Refusal.LOCKING_READ);
        return text.at(i).is("FOR") && next.is("UPDATE");
    }

    private Plan lockingRead() {
        int end = text.outside(0, "FOR");
        boolean last = end == text.tokens().size() - 2;
        Refuse.when(!last || !text.first().is("SELECT"), Refusal.LOCKING_READ);
        if (!(Parsed.statement(grammar, text.forParser()) instanceof PlainSelect select)) {
            throw new Refuse(Refusal.LOCKING_READ);
        }
        boolean rowsOfOneTable = select.getFromItem() instanceof Table
                && select.getJoins() == null
                && select.getDistinct() == null
                && select.getGroupBy() == null
                && select.getHaving() == null
                && select.getLateralViews() == null
                && select.getPreWhere() == null
                && select.getSettings() == null
                && select.getOption() == null
                && select.getMySqlProcedureAnalyse() == null
                && select.getFromItem().getSampleClause() == null;
        Refuse.when(!rowsOfOneTable, Refusal.LOCKING_READ);
        int from = text.outside(text.outside(0, "FROM"), "WHERE", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR");
        for (Token token : text.tokens().subList(from, end)) {
            Refuse.when(token.is("SELECT") || token.is("TABLE"), Refusal.SUB_SELECT_CONDITION);
            Refuse.when(token.text().startsWith("@"), Refusal.UNSTABLE_CONDITION, token.text());
        }
        functions.unstable(text.tokens().subList(from, end)).ifPresent(name -> {
            throw new Refuse(Refusal.UNSTABLE_CONDITION, name);
        });
        return new Plan.LockingRead(
                Parsed.target((Table) select.getFromItem()),
                text.part(text.outside(0, "FROM") + 1, from),
                text.part(from, end));
    }
}
