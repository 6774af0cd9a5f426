package dev.assent.server.view;

import dev.assent.model.AssentException;

/**
 * Why the admin API did not do as asked.
 *
 * @param code {@code ASN-} and four digits
 * @param message the sentence, without its code
 */
public record Problem(String code, String message) {
    public static Problem of(AssentException error) {
        String text = String.valueOf(error.getMessage());
        String code = error.code() + ": ";
        return new Problem(error.code(), text.startsWith(code) ? text.substring(code.length()) : text);
    }
}
