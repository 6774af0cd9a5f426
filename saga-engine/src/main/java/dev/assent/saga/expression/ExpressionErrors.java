package dev.assent.saga.expression;

import dev.assent.saga.expression.ExpressionException.Fault;
import org.jspecify.annotations.Nullable;

/** The sentences of this package's errors. */
final class ExpressionErrors {
    private static final int LONGEST = 120;

    private ExpressionErrors() {}

    static ExpressionException syntax(String text, String seen) {
        return new ExpressionException(
                Fault.SYNTAX,
                "ASN-6201: Expected '" + shortened(text) + "' to be an expression, but " + seen + ".",
                null);
    }

    static ExpressionException refused(String text, String used) {
        return new ExpressionException(
                Fault.REFUSED,
                "ASN-6202: Expected expression '" + shortened(text) + "' only to read values, but it has " + used + ".",
                null);
    }

    static ExpressionException limit(String text, String limit, @Nullable Throwable cause) {
        return new ExpressionException(
                Fault.LIMIT,
                "ASN-6203: Expected expression '" + shortened(text) + "' to stay within its limits, but " + limit + ".",
                cause);
    }

    static ExpressionException noValue(String text, @Nullable String seen, Throwable cause) {
        return new ExpressionException(
                Fault.NO_VALUE,
                "ASN-6204: Expected expression '" + shortened(text) + "' to have a value, but "
                        + (seen == null ? cause : seen),
                cause);
    }

    static ExpressionException noEvaluator(String text, String type) {
        return new ExpressionException(
                Fault.NO_EVALUATOR,
                "ASN-6205: Expected an evaluator for $" + type + " of expression '" + shortened(text)
                        + "' to be registered, but there is no such evaluator.",
                null);
    }

    static ExpressionException notAnException(String text, String name, String seen, @Nullable Throwable cause) {
        return new ExpressionException(
                Fault.NOT_AN_EXCEPTION,
                "ASN-6206: Expected " + name + " in expression '" + shortened(text) + "' to be an exception, but "
                        + seen + ".",
                cause);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
