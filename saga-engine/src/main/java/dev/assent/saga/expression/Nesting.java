package dev.assent.saga.expression;

/** Counts how deep a text may make the parser go, before it is parsed: the parser's depth is the thread's stack. */
final class Nesting {
    /** For brackets; signs, negations and conditions in a row may be twice as many. */
    private static final int DEEPEST = 100;

    private Nesting() {}

    static void check(String text, String content) {
        int brackets = 0;
        int prefixes = 0;
        char quote = 0;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[' || c == '{') {
                brackets++;
            } else if (c == ')' || c == ']' || c == '}') {
                brackets--;
            } else if (c == '!' || c == '?' || c == '-' || c == '+' || c == '^') {
                prefixes++;
            } else if ((c == 'n' || c == 'N') && content.regionMatches(true, i, "not", 0, 3)) {
                prefixes++;
            }
            if (brackets > DEEPEST || prefixes > DEEPEST * 2) {
                throw ExpressionErrors.limit(text, "it is nested more than " + DEEPEST + " levels deep", null);
            }
        }
    }
}
