package dev.assent.saga.builder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A variable of a saga: a start parameter, or what a step returned.
 *
 * @param <T> its type, by which the compiler checks what methods get
 */
public record Variable<T>(String name, Class<? super T> type) implements Argument<T> {
    public static <T> Variable<T> named(String name, Class<? super T> type) {
        return new Variable<>(name, type);
    }

    @Override
    public JsonNode json() {
        return TextNode.valueOf("$." + expression());
    }

    String expression() {
        return Texts.variable(name);
    }

    public Condition equalTo(T value) {
        return compared("==", value);
    }

    public Condition notEqualTo(T value) {
        return compared("!=", value);
    }

    public Condition greaterThan(T value) {
        return compared(">", value);
    }

    public Condition lessThan(T value) {
        return compared("<", value);
    }

    public Condition isNull() {
        return Condition.of(expression() + " == null");
    }

    private Condition compared(String operator, T value) {
        String literal = value instanceof Number || value instanceof Boolean
                ? value + (value instanceof Long ? "L" : "")
                : Texts.quoted(value instanceof Enum<?> constant ? constant.name() : value.toString());
        return Condition.of(expression() + " " + operator + " " + literal);
    }
}
