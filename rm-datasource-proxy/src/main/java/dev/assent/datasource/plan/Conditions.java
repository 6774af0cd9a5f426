package dev.assent.datasource.plan;

import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.plan.Plan.Basis;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a statement where the keys of its rows are put in. Whatever the condition says, the database finds the rows by it,
 * and the change is held to their keys; what is read here is only whether it may find others when it is asked again.
 */
final class Conditions {
    private final Grammar grammar;
    private final Functions functions;
    private final Text text;

    Conditions(Grammar grammar, Functions functions, Text text) {
        this.grammar = grammar;
        this.functions = functions;
        this.text = text;
    }

    /** Parser and lexer must agree on which clauses there are, and on their order. */
    Plan.Cut cut(Clauses clauses) {
        int start = clauses.start;
        int end = clauses.returns
                ? text.outside(start, "RETURNING")
                : text.tokens().size();
        int where = Math.min(end, text.outside(start, "WHERE"));
        int rest = clauses.limited ? Math.min(end, text.outside(start, "ORDER", "LIMIT", "FETCH", "OFFSET")) : end;
        boolean agreed = clauses.conditional == where < end
                && clauses.limited == rest < end
                && clauses.returns == end < text.tokens().size()
                && (where >= end || where < rest);
        Refuse.when(!agreed, Refusal.UNREADABLE, "where its condition begins and ends is open");
        int condition = where < end ? where + 1 : rest;
        boolean composed = clauses.joined || clauses.before.from() < clauses.before.to();
        if (composed && grammar.queriesReadSnapshots()) {
            refuseUnlessPlainTables(clauses);
        }
        Plan.Part own = text.part(condition, rest);
        Plan.Query rows = new Plan.Query(
                text.part(clauses.before),
                clauses.from.stream().map(text::part).toList(),
                new Plan.Part(imaged(condition, rest), own.firstParameter(), own.parameters()),
                text.part(rest, end));
        return new Plan.Cut(
                text.part(0, Math.min(where, rest)),
                own,
                text.part(rest, end),
                text.part(end, text.tokens().size()),
                rows,
                clauses.joined,
                basis(clauses, condition, rest, composed));
    }

    private Basis basis(Clauses clauses, int begin, int end, boolean composed) {
        List<Token> condition = new ArrayList<>(text.tokens().subList(begin, end));
        clauses.from.forEach(tables -> condition.addAll(text.tokens().subList(tables.from(), tables.to())));
        condition.addAll(text.tokens().subList(clauses.before.from(), clauses.before.to()));
        boolean others = composed
                || readsOthers(text.tokens().subList(begin, text.tokens().size()));
        boolean assigns = text.assigns()
                && condition.stream().anyMatch(token -> token.text().startsWith("@"));
        Refuse.when(assigns, Refusal.UNSTABLE_CONDITION, "a variable");
        String moment = functions.unstable(condition).orElse("");
        Refuse.when(others && !moment.isEmpty(), Refusal.UNSTABLE_CONDITION, moment);
        if (!moment.isEmpty()) {
            return Basis.MOMENT;
        }
        return others ? Basis.OTHER_ROWS : Basis.ROW;
    }

    /** The rows of other tables are locked as well, where that can be spelt. */
    private void refuseUnlessPlainTables(Clauses clauses) {
        Refuse.when(clauses.before.from() < clauses.before.to(), Refusal.SUB_SELECT_CONDITION, "WITH");
        for (Text.Range range : clauses.from) {
            List<Token> tables = text.tokens().subList(range.from(), range.to());
            Refuse.when(readsOthers(tables), Refusal.SUB_SELECT_CONDITION, "a derived table");
            functions.view(tables).ifPresent(view -> {
                throw new Refuse(Refusal.SUB_SELECT_CONDITION, "view " + view);
            });
        }
    }

    /** Whether an expression may have another value a moment later. */
    boolean mayMeanAnotherThing(List<Token> expression) {
        return readsOthers(expression)
                || functions.unstable(expression).isPresent()
                || expression.stream().anyMatch(token -> token.text().startsWith("@"));
    }

    private static boolean readsOthers(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token.is("SELECT") || token.is("TABLE"));
    }

    /**
     * A query reads its sub-selects as they were when the local transaction began, if the isolation level is the usual one of
     * the MySQL family; the change reads them as they are. Locked, they are read as they are by both.
     */
    private String imaged(int begin, int end) {
        Refuse.when(
                grammar.queriesReadSnapshots()
                        && readsOthers(text.tokens().subList(end, text.tokens().size())),
                Refusal.SUB_SELECT_CONDITION,
                "behind ORDER BY");
        if (!grammar.queriesReadSnapshots() || !readsOthers(text.tokens().subList(begin, end))) {
            return text.part(begin, end).sql();
        }
        functions.view(text.tokens().subList(begin, end)).ifPresent(view -> {
            throw new Refuse(Refusal.SUB_SELECT_CONDITION, "view " + view);
        });
        int offset = text.at(begin).begin();
        StringBuilder locked = new StringBuilder(text.part(begin, end).sql());
        for (int i = end - 1; i >= begin; i--) {
            if (text.at(i).isSymbol(')')) {
                int open = text.opening(i);
                if (text.at(open + 1).is("SELECT") && !isLocked(open, i)) {
                    locked.insert(text.at(i).begin() - offset, "\nLOCK IN SHARE MODE");
                }
            }
            refuseIfNotLockable(i);
        }
        return locked.toString();
    }

    private boolean isLocked(int open, int close) {
        int inside = text.at(open).depth() + 1;
        for (int i = open + 1; i < close; i++) {
            boolean locks = (text.at(i).is("FOR")
                            && (text.at(i + 1).is("UPDATE") || text.at(i + 1).is("SHARE")))
                    || (text.at(i).is("LOCK") && text.at(i + 1).is("IN"));
            if (locks && text.at(i).depth() == inside) {
                return true;
            }
        }
        return false;
    }

    private void refuseIfNotLockable(int i) {
        Token token = text.at(i);
        boolean joined = token.is("UNION") || token.is("EXCEPT") || token.is("INTERSECT") || token.is("TABLE");
        Refuse.when(joined, Refusal.SUB_SELECT_CONDITION, token.text());
        if (token.is("SELECT")) {
            boolean derived = !text.at(i - 1).isSymbol('(') || isSource(i - 2);
            Refuse.when(derived, Refusal.SUB_SELECT_CONDITION, "a derived table");
        }
    }

    /** Whether a bracket behind this token stands for a table. */
    private boolean isSource(int before) {
        Token token = text.at(before);
        if (token.is("FROM") || token.is("JOIN") || token.is("STRAIGHT_JOIN") || token.is("LATERAL")) {
            return true;
        }
        for (int i = before; token.isSymbol(',') && i >= 0; i--) {
            Token earlier = text.at(i);
            if (earlier.depth() == token.depth() && earlier.is("FROM")) {
                return true;
            }
            boolean elsewhere = earlier.is("SELECT") || earlier.is("WHERE") || earlier.is("HAVING") || earlier.is("BY");
            if (earlier.depth() < token.depth() || (earlier.depth() == token.depth() && elsewhere)) {
                return false;
            }
        }
        return false;
    }

    /**
     * What the parser has found.
     *
     * @param before {@code WITH}, or nothing
     * @param from the tables, the target first
     * @param joined they are several
     * @param start the token behind which the condition is looked for
     */
    record Clauses(
            Text.Range before,
            List<Text.Range> from,
            boolean joined,
            int start,
            boolean conditional,
            boolean limited,
            boolean returns) {}
}
