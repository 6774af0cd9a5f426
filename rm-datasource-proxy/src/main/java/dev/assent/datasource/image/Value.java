package dev.assent.datasource.image;

import dev.assent.datasource.dialect.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * One column of one row. Two values are equal if the database could not distinguish them: decimals with their scale,
 * floats by their bits.
 *
 * @param content of {@link ValueKind#type()}, or null
 */
public record Value(ValueKind kind, @Nullable Object content) {
    private static final int SHOWN = 120;

    public Value {
        if (content != null && !kind.type().isInstance(content)) {
            throw new IllegalArgumentException("Expected a value of kind " + kind + ", but got " + content.getClass());
        }
    }

    /** For messages; a long text is cut. */
    @Override
    public String toString() {
        String text = String.valueOf(content);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
