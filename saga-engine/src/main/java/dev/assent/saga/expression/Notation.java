package dev.assent.saga.expression;

/**
 * The parts of a text that starts with {@code $}.
 *
 * @param type empty for the default language
 */
record Notation(String type, String content) {
    /** Whether a value of an input or an output is an expression and not a literal. */
    static boolean isExpression(String text) {
        return text.startsWith("$");
    }

    /** {@code $Type.content} or {@code $Type{content}}. */
    static Notation of(String text) {
        int end = 1;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '{') {
            end++;
        }
        if (end == text.length()) {
            throw ExpressionErrors.syntax(text, "no . or { follows its type");
        }
        String type = text.substring(1, end);
        if (text.charAt(end) == '.') {
            return new Notation(type, text.substring(end + 1));
        }
        if (!text.endsWith("}")) {
            throw ExpressionErrors.syntax(text, "it does not end with }");
        }
        return new Notation(type, text.substring(end + 1, text.length() - 1));
    }
}
