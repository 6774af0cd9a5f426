package dev.assent.datasource.plan;

import java.util.Locale;

/**
 * A piece of a statement.
 *
 * @param begin offset of its first character
 * @param end offset behind its last
 * @param depth how many brackets are open around it; a bracket stands outside itself
 */
record Token(Kind kind, String text, int begin, int end, int depth) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        PARAMETER,
        SYMBOL
    }

    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** Without quotes. */
    String name() {
        return kind == Kind.QUOTED_NAME ? text.substring(1, text.length() - 1) : text;
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }
}
