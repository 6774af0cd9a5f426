package dev.assent.datasource.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.table.Routines;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The plans of one database, one per text of a statement, kept while there is room. Safe for many threads. */
public final class Plans {
    /** Longer texts are planned each time: they carry values, and do not come again. */
    private static final int LONGEST_KEPT = 10_000;

    private final Grammar grammar;
    private final Functions functions;
    private final Cache<String, Plan> plans;

    /**
     * @param harmlessFunctions functions of the user that only read, by name without schema, in any case
     * @param routines what the database's users have added to it
     * @param room how many plans are kept
     */
    public Plans(Grammar grammar, Set<String> harmlessFunctions, Routines routines, int room) {
        this.grammar = grammar;
        this.functions = new Functions(harmlessFunctions, grammar.unstableFunctions(), routines);
        this.plans =
                Caffeine.newBuilder().maximumSize(room).executor(Runnable::run).build();
    }

    public Plan of(String sql) {
        Plan known = plans.getIfPresent(sql);
        if (known != null) {
            return known;
        }
        Plan plan = read(sql);
        if (sql.length() <= LONGEST_KEPT) {
            plans.put(sql, plan);
        }
        return plan;
    }

    private Plan read(String sql) {
        try {
            Text text = Text.of(grammar, sql);
            if (text.tokens().isEmpty()) {
                return new Plan.Read();
            }
            if (text.hasSymbol(';')) {
                return several(text);
            }
            functions.writer(text.tokens()).ifPresent(name -> {
                throw new Refuse(Refusal.UNKNOWN_FUNCTION, name);
            });
            return plan(text);
        } catch (Lexer.Unreadable e) {
            return new Plan.Refused(Refusal.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (Refuse e) {
            return e.plan();
        }
    }

    private Plan several(Text text) {
        List<Plan.Part> texts = text.parted();
        int reads = 0;
        for (Plan.Part one : texts) {
            Plan plan = of(one.sql());
            if (plan instanceof Plan.Refused) {
                return plan;
            }
            boolean returns = plan instanceof Plan.LockingRead
                    || (plan instanceof Plan.Insert insert && insert.returnsRows())
                    || (plan instanceof Plan.Keyed keyed && keyed.cut().returns());
            Refuse.when(returns, Refusal.SEVERAL_STATEMENTS, "one of them returns rows");
            reads += plan instanceof Plan.Read ? 1 : 0;
        }
        Refuse.when(reads > 0 && reads < texts.size(), Refusal.SEVERAL_STATEMENTS, "one of them changes nothing");
        return reads > 0 ? new Plan.Read() : new Plan.SeveralStatements(texts);
    }

    private Plan plan(Text text) {
        switch (text.first().upper()) {
            case "INSERT", "MERGE", "REPLACE" -> {
                Refuse.when(text.first().is("REPLACE") && !grammar.replaces(), Refusal.REPLACE);
                return new InsertReader(grammar, functions, text).plan();
            }
            case "SELECT", "VALUES", "TABLE", "(" -> {
                Optional<FinalTable> rows = grammar.finalTables() ? FinalTable.of(text) : Optional.empty();
                if (rows.isPresent()) {
                    return rowsOf(text, rows.get());
                }
                return new QueryReader(grammar, functions, text).plan();
            }
            case "WITH" -> {
                return behindWith(text);
            }
            case "UPDATE", "DELETE" -> {
                functionsAreKnown(text);
                return new ChangeReader(grammar, functions, text).plan();
            }
            case "SHOW", "DESCRIBE", "DESC", "HELP", "EXPLAIN" -> {
                Refuse.when(
                        text.hasWord("ANALYZE") || text.hasWord("ANALYSE") || hasQuotedOption(text), Refusal.ANALYZE);
                return new Plan.Read();
            }
            case "SET" -> {
                Refuse.when(!Settings.harmless(text), Refusal.SETTING);
                return new Plan.Read();
            }
            default -> {
                return new Plan.Refused(
                        FirstWords.refusal(text.first()), text.first().text());
            }
        }
    }

    private Plan rowsOf(Text text, FinalTable rows) {
        if (rows.isUpdate()) {
            functionsAreKnown(text);
            return ChangeReader.rowsOf(rows, grammar, functions);
        }
        return new InsertReader(grammar, functions, text).rowsOf(rows);
    }

    private Plan behindWith(Text text) {
        if (InsertReader.begin(text).isPresent()) {
            return new InsertReader(grammar, functions, text).plan();
        }
        Token verb = text.at(text.outside(1, "SELECT", "VALUES", "TABLE", "MERGE", "UPDATE", "DELETE"));
        if (verb.is("UPDATE") || verb.is("DELETE")) {
            functionsAreKnown(text);
            return new ChangeReader(grammar, functions, text).plan();
        }
        return new QueryReader(grammar, functions, text).plan();
    }

    private void functionsAreKnown(Text text) {
        functions.unknown(text.tokens()).ifPresent(name -> {
            throw new Refuse(Refusal.UNKNOWN_FUNCTION, name);
        });
    }

    /** {@code EXPLAIN ("analyze")}, which may be spelt in other ways too. */
    private static boolean hasQuotedOption(Text text) {
        for (int i = 2; text.at(1).isSymbol('(') && text.at(i).depth() > 0; i++) {
            if (text.at(i).kind() == Token.Kind.QUOTED_NAME) {
                return true;
            }
        }
        return false;
    }
}
