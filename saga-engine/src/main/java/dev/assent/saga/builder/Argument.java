package dev.assent.saga.builder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * What a method is called with: a {@link Variable}, a literal, or an expression.
 *
 * @param <T> its type
 */
public interface Argument<T> {
    /** As it stands in an {@code Input}. */
    JsonNode json();

    /**
     * A value that stands in the definition.
     *
     * @param value a text, a number, a boolean, an enum's constant, or an object that Jackson can write
     */
    static <T> Argument<T> of(@Nullable T value) {
        JsonNode json = Texts.literal(new ObjectMapper().valueToTree(value));
        return () -> json;
    }

    /**
     * An expression of the state language.
     *
     * @param text with its {@code $}
     */
    static <T> Argument<T> expression(String text, Class<T> type) {
        return () -> TextNode.valueOf(text);
    }

    /** A new id, which becomes the business key of the step. */
    static Argument<String> sequence(String entity) {
        return () -> TextNode.valueOf("$Sequence{" + entity + "}");
    }
}
