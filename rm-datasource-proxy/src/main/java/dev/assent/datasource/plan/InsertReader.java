package dev.assent.datasource.plan;

import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.plan.Plan.WhenThere;
import dev.assent.shaded.jsqlparser.statement.Statement;
import dev.assent.shaded.jsqlparser.statement.insert.Insert;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an INSERT as far as it takes to ask the database which rows it has stored: the table, and where a list of columns
 * to return begins. Nothing is read of what it inserts, except where the database does not say which rows are new.
 */
final class InsertReader {
    private static final Set<String> MODIFIERS = Set.of("LOW_PRIORITY", "HIGH_PRIORITY", "IGNORE", "INTO");

    private final Grammar grammar;
    private final Functions functions;
    private final Text text;

    InsertReader(Grammar grammar, Functions functions, Text text) {
        this.grammar = grammar;
        this.functions = functions;
        this.text = text;
    }

    /** Where the INSERT begins behind its {@code WITH}; empty if the statement is another. */
    static Optional<Integer> begin(Text text) {
        int insert = text.first().is("WITH") ? text.outside(0, "INSERT", "MERGE") : 0;
        Token first = text.at(insert);
        return first.is("INSERT") || first.is("MERGE") ? Optional.of(insert) : Optional.empty();
    }

    Plan plan() {
        int insert = text.first().is("REPLACE") ? 0 : begin(text).orElseThrow();
        int name = afterModifiers(insert + 1);
        int end = afterName(name);
        Plan.Target target = target(name, end);
        int rest = target.alias().isEmpty() ? end : text.at(end).is("AS") ? end + 2 : end + 1;
        refuseChangesWithin(insert);
        functionsAreKnown(insert, rest);
        int all = text.tokens().size();
        int returning = grammar.newRowsAreReturned() ? returning(rest) : all;
        return new Plan.Insert(
                target,
                whenThere(insert, name),
                text.part(0, returning),
                text.part(Math.min(returning + 1, all), all),
                grammar.newRowsShowInTheText() ? Optional.of(rows()) : Optional.empty());
    }

    /** The bracket of {@code SELECT … FROM FINAL TABLE (INSERT …)}; empty if the statement is another. */
    static Optional<Integer> finalTable(Text text) {
        int from = text.outside(0, "FROM");
        boolean found = text.at(from + 1).is("FINAL")
                && text.at(from + 2).is("TABLE")
                && text.at(from + 4).is("INSERT");
        return found ? Optional.of(from + 3) : Optional.empty();
    }

    /** The columns are returned as a list behind RETURNING is; there is no further table and no condition. */
    Plan rowsOfFinalTable() {
        int open = finalTable(text).orElseThrow();
        int close = open + 1;
        while (close < text.tokens().size() && !closes(close, open)) {
            close++;
        }
        Refuse.when(close == text.tokens().size(), Refusal.UNREADABLE, "");
        for (int i = 1; i < open - 3; i++) {
            Token token = text.at(i);
            boolean plain = token.isName() || token.isSymbol('.') || token.isSymbol(',') || token.isSymbol('*');
            Refuse.when(!plain || token.is("DISTINCT"), Refusal.CLAUSE, token.text());
        }
        int alias = text.at(close + 1).is("AS") ? close + 2 : close + 1;
        int end = text.at(alias).isName() ? alias + 1 : alias;
        Refuse.when(end < text.tokens().size(), Refusal.CLAUSE, text.at(end).text());
        Text within = new Text(text.sql(), text.tokens().subList(open + 1, close));
        String name = alias < end ? text.part(alias, end).sql() : "new_rows";
        Plan.Insert insert = (Plan.Insert) new InsertReader(grammar, functions, within).plan();
        return new Plan.Insert(
                new Plan.Target(insert.target().name(), name),
                insert.whenThere(),
                insert.head(),
                text.part(1, open - 3),
                Optional.empty());
    }

    private boolean closes(int close, int open) {
        return text.at(close).isSymbol(')')
                && text.at(close).depth() == text.at(open).depth();
    }

    private int afterModifiers(int from) {
        int i = from;
        while (MODIFIERS.contains(text.at(i).upper()) && text.at(i).kind() == Token.Kind.WORD) {
            i++;
        }
        return i;
    }

    private int afterName(int from) {
        int i = from;
        Refuse.when(!text.at(i).isName(), Refusal.CLAUSE, text.at(i).text());
        while (text.at(i + 1).isSymbol('.') && text.at(i + 2).isName()) {
            i += 2;
        }
        return i + 1;
    }

    private Plan.Target target(int from, int to) {
        boolean aliased = text.at(to).is("AS") && text.at(to + 1).isName();
        boolean bare = text.at(to).isName() && text.at(to + 1).is("USING");
        String alias = aliased ? text.at(to + 1).text() : bare ? text.at(to).text() : "";
        return new Plan.Target(text.part(from, to).sql(), alias);
    }

    private void refuseChangesWithin(int own) {
        for (int i = 0; i < text.tokens().size(); i++) {
            Token token = text.at(i);
            Token next = text.at(i + 1);
            boolean change = ((token.is("INSERT") || token.is("MERGE") || token.is("REPLACE")) && next.is("INTO"))
                    || (token.is("DELETE") && next.is("FROM"))
                    || (token.is("UPDATE") && next.isName() && text.at(i - 1).isSymbol('('));
            Refuse.when(change && i != own, Refusal.CHANGE_IN_QUERY);
        }
    }

    /** The table stands before a bracket too. */
    private void functionsAreKnown(int insert, int rest) {
        List<Token> tokens = text.tokens();
        functions
                .unknown(tokens.subList(0, insert))
                .or(() -> functions.unknown(tokens.subList(rest, tokens.size())))
                .ifPresent(name -> {
                    throw new Refuse(Refusal.UNKNOWN_FUNCTION, name);
                });
    }

    /** The last one, since a word of the same spelling may stand in a select before it. */
    private int returning(int from) {
        for (int i = text.tokens().size() - 1; i >= from; i--) {
            if (text.at(i).is("RETURNING") && text.at(i).depth() == 0) {
                return i;
            }
        }
        return text.tokens().size();
    }

    private WhenThere whenThere(int insert, int name) {
        if (text.at(insert).is("REPLACE")) {
            return WhenThere.REPLACE;
        }
        if (text.at(insert).is("MERGE")) {
            Refuse.when(!grammar.merges(), Refusal.MERGE);
            return WhenThere.MERGE;
        }
        for (int i = name; i < text.tokens().size(); i++) {
            boolean update = text.at(i).is("DO") && text.at(i + 1).is("UPDATE");
            boolean duplicate = text.at(i).is("DUPLICATE") && text.at(i + 1).is("KEY");
            Refuse.when((update || duplicate) && !grammar.newRowsAreReturned(), Refusal.UPSERT);
            if (update || duplicate) {
                return update ? WhenThere.CHANGE : WhenThere.CHANGE_DUPLICATE;
            }
            if (text.at(i).is("DO") && text.at(i + 1).is("NOTHING")) {
                return WhenThere.SKIP;
            }
        }
        boolean ignore = text.tokens().subList(insert, name).stream().anyMatch(token -> token.is("IGNORE"));
        return ignore ? WhenThere.SKIP : WhenThere.FAIL;
    }

    private Plan.NewRows rows() {
        Statement statement = Parsed.statement(grammar, text.forParser());
        if (!(statement instanceof Insert insert)) {
            throw new Refuse(Refusal.UNREADABLE);
        }
        return InsertRows.of(insert);
    }
}
