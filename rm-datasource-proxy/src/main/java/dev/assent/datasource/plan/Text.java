package dev.assent.datasource.plan;

import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.plan.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A statement cut into tokens, without comments and without the semicolons at its end.
 *
 * @param sql all of it, as it was handed over
 */
record Text(String sql, List<Token> tokens) {
    /** JSqlParser 5.4 takes these for the type of a literal that must follow, in an expression, and they are good names. */
    private static final Set<String> TAKEN_FOR_TYPES = Set.of(
            "APPROXIMATE",
            "BISTRING",
            "ENUM",
            "HUGEINT",
            "MAP",
            "TIMETZ",
            "UBIGINT",
            "UHUGEINT",
            "UINTEGER",
            "USMALLINT",
            "UTINYINT",
            "UUID");

    static Text of(Grammar grammar, String sql) {
        List<Token> tokens = Lexer.cut(grammar, sql);
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).isSymbol(';')) {
            end--;
        }
        return new Text(sql, List.copyOf(tokens.subList(0, end)));
    }

    Token first() {
        return tokens.get(0);
    }

    /** The token, or one that is nothing. */
    Token at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : new Token(Kind.SYMBOL, " ", 0, 0, 0);
    }

    boolean hasSymbol(char symbol) {
        return tokens.stream().anyMatch(token -> token.isSymbol(symbol));
    }

    boolean hasWord(String word) {
        return tokens.stream().anyMatch(token -> token.is(word));
    }

    /** The statements between semicolons. */
    List<Plan.Part> parted() {
        List<Plan.Part> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.get(i).isSymbol(';')) {
                Refuse.when(at(i).depth() > 0, Refusal.SEVERAL_STATEMENTS, "within brackets");
                Refuse.when(i == start, Refusal.SEVERAL_STATEMENTS, "one of them is empty");
                parts.add(part(start, i));
                start = i + 1;
            }
        }
        return parts;
    }

    /** Where the first of these words stands outside of all brackets, at or after an index; the end if nowhere. */
    int outside(int from, String... words) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).depth() == 0) {
                for (String word : words) {
                    if (tokens.get(i).is(word)) {
                        return i;
                    }
                }
            }
        }
        return tokens.size();
    }

    /** Where the bracket was opened that is closed here. */
    int opening(int close) {
        for (int i = close; i >= 0; i--) {
            if (tokens.get(i).isSymbol('(')
                    && tokens.get(i).depth() == tokens.get(close).depth()) {
                return i;
            }
        }
        throw new IllegalStateException("Expected a bracket at token " + close + " of " + sql + " to have been opened");
    }

    /** Whether it gives a variable another value: {@code @x := 1}, {@code SET(@x, 1)}. */
    boolean assigns() {
        for (int i = 0; i < tokens.size(); i++) {
            boolean colon = at(i).isSymbol(':') && at(i + 1).isSymbol('=');
            if (colon || (at(i).is("SET") && at(i + 1).isSymbol('('))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word that changes rows stands within brackets; that of a lock does not. */
    boolean changesWithin() {
        for (int i = 0; i < tokens.size(); i++) {
            Token word = tokens.get(i);
            boolean change =
                    word.is("INSERT") || word.is("DELETE") || word.is("MERGE") || (word.is("UPDATE") && !isLock(i));
            if (change && word.depth() > 0) {
                return true;
            }
        }
        return false;
    }

    /** The last word of {@code FOR UPDATE} or {@code FOR NO KEY UPDATE}. */
    boolean isLock(int update) {
        return at(update - 1).is("FOR")
                || (at(update - 1).is("KEY") && at(update - 2).is("NO"));
    }

    int parametersBefore(int end) {
        return (int) tokens.subList(0, end).stream()
                .filter(token -> token.kind() == Kind.PARAMETER)
                .count();
    }

    Plan.Part part(Range range) {
        return part(range.from(), range.to());
    }

    /** What stands between two tokens, comments included. */
    Plan.Part part(int from, int to) {
        int before = parametersBefore(from);
        String words = from < to
                ? sql.substring(tokens.get(from).begin(), tokens.get(to - 1).end())
                : "";
        return new Plan.Part(words, before + 1, parametersBefore(to) - before);
    }

    /**
     * The whole statement for the parser, which has another name for columns that it would stumble over. It takes a quoted name
     * with a dot for two names.
     */
    String forParser() {
        boolean dotted = tokens.stream()
                .anyMatch(token ->
                        token.kind() == Kind.QUOTED_NAME && token.text().indexOf('.') >= 0);
        Refuse.when(dotted, Refusal.UNREADABLE, "a quoted name holds a dot");
        int where = first().is("SELECT") ? 0 : outside(0, "WHERE");
        return words(
                0,
                tokens.size(),
                i -> isTakenForType(i, where) ? "c" : tokens.get(i).text());
    }

    /** Not where the plan takes a name from: the names of the table and of the columns that are set stand elsewhere. */
    private boolean isTakenForType(int i, int where) {
        return TAKEN_FOR_TYPES.contains(tokens.get(i).text().toUpperCase(Locale.ROOT))
                && tokens.get(i).kind() == Kind.WORD
                && at(i + 1).kind() != Kind.STRING
                && !at(i + 1).isSymbol('(')
                && (i > where || isOperator(at(i - 1)));
    }

    private static boolean isOperator(Token token) {
        return token.kind() == Kind.SYMBOL && "=+-*/%|".contains(token.text());
    }

    /** The user's own words, one blank for whatever stood between them. */
    String words(int from, int to) {
        return words(from, to, i -> tokens.get(i).text());
    }

    private String words(int from, int to, IntFunction<String> word) {
        StringBuilder words = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (i > from && tokens.get(i).begin() > tokens.get(i - 1).end()) {
                words.append(' ');
            }
            words.append(word.apply(i));
        }
        return words.toString();
    }

    /**
     * Some of the tokens.
     *
     * @param to behind the last
     */
    record Range(int from, int to) {}
}
