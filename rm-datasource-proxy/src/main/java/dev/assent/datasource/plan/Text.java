package dev.assent.datasource.plan;

import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.plan.Token.Kind;
import java.util.List;

/** A statement cut into tokens, without comments and without the semicolons at its end. */
record Text(List<Token> tokens) {
    static Text of(Grammar grammar, String sql) {
        List<Token> tokens = Lexer.cut(grammar, sql);
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).isSymbol(';')) {
            end--;
        }
        return new Text(List.copyOf(tokens.subList(0, end)));
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

    int parametersBefore(int end) {
        return (int) tokens.subList(0, end).stream()
                .filter(token -> token.kind() == Kind.PARAMETER)
                .count();
    }

    Plan.Tail tail(int from, int to) {
        int before = parametersBefore(from);
        return new Plan.Tail(words(from, to), before + 1, parametersBefore(to) - before);
    }

    /** The whole statement. */
    String words() {
        return words(0, tokens.size());
    }

    /** The user's own words, one blank for whatever stood between them. */
    String words(int from, int to) {
        StringBuilder words = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (i > from && tokens.get(i).begin() > tokens.get(i - 1).end()) {
                words.append(' ');
            }
            words.append(tokens.get(i).text());
        }
        return words.toString();
    }
}
