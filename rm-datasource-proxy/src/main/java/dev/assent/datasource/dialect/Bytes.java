package dev.assent.datasource.dialect;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes that compare by content and never change. */
public final class Bytes {
    private final byte[] content;

    public Bytes(byte[] content) {
        this.content = content.clone();
    }

    /** @throws IllegalArgumentException if it is no Base64 */
    public static Bytes ofText(String base64) {
        return new Bytes(Base64.getDecoder().decode(base64));
    }

    public int length() {
        return content.length;
    }

    public byte[] toArray() {
        return content.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** Base64. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(content);
    }
}
