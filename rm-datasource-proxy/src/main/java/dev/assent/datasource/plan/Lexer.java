package dev.assent.datasource.plan;

import dev.assent.datasource.dialect.Grammar;
import dev.assent.datasource.plan.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a statement into tokens and leaves the comments out. It is a second reader beside the parser on purpose: the
 * condition of an image is cut from the user's own text, never printed from a syntax tree, which could lose something.
 */
final class Lexer {
    private final Grammar grammar;
    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private Lexer(Grammar grammar, String sql) {
        this.grammar = grammar;
        this.sql = sql;
    }

    /** @throws Unreadable if two databases, or two settings of one, could read the text differently */
    static List<Token> cut(Grammar grammar, String sql) {
        Lexer lexer = new Lexer(grammar, sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        if (lexer.depth != 0) {
            throw new Unreadable("a bracket stays open");
        }
        return lexer.tokens;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (startsLineComment(c)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (c == '\'') {
            quoted(c, Kind.STRING, grammar.backslashEscapes() || afterEscapeMark());
        } else if (c == '"') {
            quoted(c, grammar.doubleQuotesHoldText() ? Kind.STRING : Kind.QUOTED_NAME, grammar.backslashEscapes());
        } else if (c == '`' && !grammar.anySymbolIsAnOperator()) {
            quoted(c, Kind.QUOTED_NAME, false);
        } else if (c == '$' && grammar.dollarQuotes()) {
            dollarQuoted();
        } else if (c == '?') {
            parameter();
        } else if (Character.isDigit(c)) {
            token(Kind.NUMBER, endOf(at, true));
        } else if (Character.isJavaIdentifierStart(c) || (c == '@' && !grammar.anySymbolIsAnOperator())) {
            token(Kind.WORD, endOf(at + 1, false));
        } else {
            symbol(c);
        }
    }

    private boolean startsLineComment(char c) {
        if (sql.startsWith("--", at)) {
            if (grammar.dashesNeedBlank() && at + 2 < sql.length() && sql.charAt(at + 2) > ' ') {
                throw new Unreadable("-- stands before a character that is no blank: put one between the two");
            }
            return true;
        }
        return (c == '#' && grammar.hashStartsComment()) || (grammar.slashesStartComment() && sql.startsWith("//", at));
    }

    private void symbol(char c) {
        if (c == ')' && --depth < 0) {
            throw new Unreadable("a bracket is closed that was never opened");
        }
        token(Kind.SYMBOL, at + 1);
        if (c == '(') {
            depth++;
        }
    }

    private void comment() {
        int end = sql.indexOf("*/", at + 2);
        if (end < 0) {
            throw new Unreadable("a comment stays open");
        }
        String text = sql.substring(at + 2, end);
        if (text.startsWith("!") || text.startsWith("M!")) {
            throw new Unreadable("a comment holds code");
        }
        if (text.contains("/*")) {
            throw new Unreadable("a comment holds another");
        }
        at = end + 2;
    }

    private void quoted(char quote, Kind kind, boolean escapes) {
        int i = at + 1;
        while (true) {
            if (i >= sql.length()) {
                throw new Unreadable("a quote stays open");
            }
            char c = sql.charAt(i);
            if (c == '\\' && escapes) {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                i += 2;
            } else {
                break;
            }
        }
        token(kind, i + 1);
    }

    /** PostgreSQL's {@code E'…'}. */
    private boolean afterEscapeMark() {
        if (tokens.isEmpty()) {
            return false;
        }
        Token last = tokens.get(tokens.size() - 1);
        return last.end() == at && last.is("E");
    }

    private void dollarQuoted() {
        int second = sql.indexOf('$', at + 1);
        String mark = second < 0 ? "" : sql.substring(at, second + 1);
        int end = mark.matches("\\$(?:[A-Za-z_]\\w*)?\\$") ? sql.indexOf(mark, second + 1) : -1;
        if (end < 0) {
            throw new Unreadable("a dollar quote stays open");
        }
        token(Kind.STRING, end + mark.length());
    }

    private void parameter() {
        char after = at + 1 < sql.length() ? sql.charAt(at + 1) : ' ';
        if (after == '?') {
            token(Kind.SYMBOL, at + 2);
        } else if (Character.isDigit(after)) {
            throw new Unreadable("a parameter is numbered");
        } else {
            token(Kind.PARAMETER, at + 1);
        }
    }

    private int endOf(int from, boolean number) {
        int i = from;
        while (i < sql.length()
                && (Character.isJavaIdentifierPart(sql.charAt(i)) || (number && sql.charAt(i) == '.'))) {
            i++;
        }
        return i;
    }

    private void token(Kind kind, int end) {
        tokens.add(new Token(kind, sql.substring(at, end), at, end, depth));
        at = end;
    }

    /** Thrown to {@link Plans} alone, which turns it into a refusal. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String why) {
            super(why, null, false, false);
        }
    }
}
