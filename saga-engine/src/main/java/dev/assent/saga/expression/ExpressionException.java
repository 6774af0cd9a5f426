package dev.assent.saga.expression;

import org.jspecify.annotations.Nullable;

/** An expression is wrong, or has no value where it was evaluated. The message has the expression and the reason. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    /** What kind of fault it is. */
    public enum Fault {
        /** The text is not an expression. */
        SYNTAX,
        /** It asks for more than reading values. */
        REFUSED,
        /** It is too long, too deep, or does too much. */
        LIMIT,
        /** It has no value for these variables. */
        NO_VALUE,
        /** No evaluator of that name is registered. */
        NO_EVALUATOR,
        /** What {@code $Exception} names is not an exception. */
        NOT_AN_EXCEPTION
    }

    ExpressionException(Fault fault, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** {@code ASN-} and four digits. */
    public String code() {
        String sentence = String.valueOf(getMessage());
        return sentence.substring(0, sentence.indexOf(':'));
    }
}
