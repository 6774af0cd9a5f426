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

    /** {@code SELECT … FROM FINAL TABLE (INSERT …)}: there is no further table and no condition. */
    Plan rowsOf(FinalTable rows) {
        Plan.Insert insert = (Plan.Insert) new InsertReader(grammar, functions, rows.asItStands()).plan();
        return new Plan.Insert(
                new Plan.Target(insert.target().name(), rows.alias("new_rows")),
                insert.whenThere(),
                insert.head(),
                rows.columns(),
                Optional.empty());
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
