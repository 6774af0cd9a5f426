package dev.assent.saga.builder;

/** A condition of a choice. Immutable. */
public final class Condition {
    private final String expression;

    private Condition(String expression) {
        this.expression = expression;
    }

    /** @param expression of the state language, for example {@code [amount] > 100} */
    public static Condition of(String expression) {
        return new Condition(expression);
    }

    public Condition and(Condition other) {
        return new Condition("(" + expression + ") && (" + other.expression + ")");
    }

    public Condition or(Condition other) {
        return new Condition("(" + expression + ") || (" + other.expression + ")");
    }

    public Condition not() {
        return new Condition("!(" + expression + ")");
    }

    String expression() {
        return expression;
    }
}
