package dev.assent.server.view;

import dev.assent.model.AssentException;

/**
 * Why the admin API did not do as asked.
 *
 * @param code {@code ASN-} and four digits
 * @param message the sentence, with its code in front
 */
public record Problem(String code, String message) {
    public static Problem of(AssentException error) {
        return new Problem(error.code(), String.valueOf(error.getMessage()));
    }
}
