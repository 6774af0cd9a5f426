package dev.assent.datasource.plan;

import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.errors.Refusal;
import dev.assent.shaded.jsqlparser.schema.Table;
import dev.assent.shaded.jsqlparser.statement.select.PlainSelect;
import java.util.ArrayList;
import java.util.List;

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
        Refuse.when(text.hasWord("INTO"), text.hasWord("INSERT") ? Refusal.CHANGE_IN_QUERY : Refusal.SELECT_INTO);
        int lock = text.tokens().size();
        for (int i = text.tokens().size() - 1; i >= 0; i--) {
            if (locksAt(i)) {
                Refuse.when(text.at(i).depth() > 0, Refusal.LOCKING_READ, "a lock in a sub-select");
                lock = i;
            }
            boolean change = text.at(i).is("DELETE")
                    || text.at(i).is("MERGE")
                    || text.at(i).is("UPDATE");
            Refuse.when(change && !text.isLock(i), Refusal.CHANGE_IN_QUERY);
        }
        functions.unknown(text.tokens()).ifPresent(name -> {
            throw new Refuse(Refusal.UNKNOWN_FUNCTION, name);
        });
        return lock < text.tokens().size() ? lockingRead(lock) : new Plan.Read();
    }

    private boolean locksAt(int i) {
        Token next = text.at(i + 1);
        boolean locks = next.is("UPDATE") || next.is("SHARE") || next.is("NO") || next.is("KEY");
        return (text.at(i).is("FOR") && locks) || (text.at(i).is("LOCK") && next.is("IN"));
    }

    private Plan lockingRead(int lock) {
        Refuse.when(!text.first().is("SELECT"), Refusal.LOCKING_READ);
        Text query = new Text(text.sql(), text.tokens().subList(0, lock));
        if (!(Parsed.statement(grammar, query.forParser()) instanceof PlainSelect select)) {
            throw new Refuse(Refusal.LOCKING_READ);
        }
        boolean rowsOfTables = select.getFromItem() != null
                && select.getDistinct() == null
                && select.getGroupBy() == null
                && select.getHaving() == null
                && select.getLateralViews() == null
                && select.getPreWhere() == null
                && select.getSettings() == null
                && select.getOption() == null
                && select.getMySqlProcedureAnalyse() == null
                && select.getFromItem().getSampleClause() == null;
        Refuse.when(!rowsOfTables, Refusal.LOCKING_READ);
        int from = query.outside(0, "FROM");
        functions.aggregate(text.tokens().subList(0, from)).ifPresent(name -> {
            throw new Refuse(Refusal.LOCKING_READ, name);
        });
        int where = query.outside(from, "WHERE");
        int rest = query.outside(Math.min(where, lock), "ORDER", "LIMIT", "OFFSET", "FETCH");
        rest = where < lock ? rest : query.outside(from, "ORDER", "LIMIT", "OFFSET", "FETCH");
        return new Plan.LockingRead(
                targets(Sources.of(select.getFromItem(), select.getJoins()), lock),
                new Plan.Query(
                        text.part(0, from),
                        List.of(text.part(from + 1, Math.min(where, rest))),
                        where < lock ? text.part(where + 1, rest) : text.part(rest, rest),
                        text.part(rest, text.tokens().size())),
                whenHeld(lock));
    }

    /** Without {@code OF} it locks rows of all tables; what sub-selects and the like lock is not seen. */
    private List<Plan.Target> targets(Sources sources, int lock) {
        int clauses = 0;
        List<Table> named = new ArrayList<>();
        for (int i = lock; i < text.tokens().size(); i++) {
            clauses += locksAt(i) ? 1 : 0;
            if (text.at(i).is("OF")) {
                clauses--;
                for (int name = i + 1; name == i + 1 || text.at(name - 1).isSymbol(','); name += 2) {
                    named.add(new Table(text.at(name).text()));
                }
            }
        }
        return clauses > 0
                ? sources.tables(Refusal.LOCKING_READ)
                : named.stream()
                        .map(name -> sources.named(name, Refusal.LOCKING_READ))
                        .toList();
    }

    private Plan.WhenHeld whenHeld(int lock) {
        for (int i = lock; i < text.tokens().size(); i++) {
            if (text.at(i).is("NOWAIT")) {
                return Plan.WhenHeld.FAIL;
            }
            if (text.at(i).is("SKIP") && text.at(i + 1).is("LOCKED")) {
                return Plan.WhenHeld.SKIP;
            }
        }
        return Plan.WhenHeld.WAIT;
    }
}
