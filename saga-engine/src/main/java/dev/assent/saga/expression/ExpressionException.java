package dev.assent.saga.expression;

import org.jspecify.annotations.Nullable;

/** An expression is wrong, or has no value where it was evaluated. The message has the expression and the reason. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Fault fault;

    /** What kind of fault it is. */
    public enum Fault {
        /** The text is not an expression. */
        SYNTAX("ASN-6201"),
        /** It asks for more than reading values. */
        REFUSED("ASN-6202"),
        /** It is too long, too deep, or does too much. */
        LIMIT("ASN-6203"),
        /** It has no value for these variables. */
        NO_VALUE("ASN-6204"),
        /** No evaluator of that name is registered. */
        NO_EVALUATOR("ASN-6205"),
        /** What {@code $Exception} names is not an exception. */
        NOT_AN_EXCEPTION("ASN-6206");

        private final String code;

        Fault(String code) {
            this.code = code;
        }
    }

    ExpressionException(Fault fault, String sentence, @Nullable Throwable cause) {
        super(fault.code + ": " + sentence, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** {@code ASN-} and four digits. */
    public String code() {
        return fault.code;
    }
}
