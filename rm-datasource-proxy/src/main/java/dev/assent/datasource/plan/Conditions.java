package dev.assent.datasource.plan;

import dev.assent.datasource.errors.Refusal;
import java.util.List;

/**
 * What a condition must be for its image query to mean the very rows the statement means. The rows of the image are
 * locked, so a condition over nothing but the row itself holds as long as the lock; further rows that come to match are
 * seen by their count. A condition over other rows, or over the moment, could swap one row for another unseen.
 */
final class Conditions {
    private Conditions() {}

    static void check(Functions functions, List<Token> condition) {
        for (Token token : condition) {
            Refuse.when(token.is("SELECT") || token.is("TABLE"), Refusal.SUB_SELECT_CONDITION);
            Refuse.when(token.text().startsWith("@"), Refusal.UNSTABLE_CONDITION, token.text());
        }
        functions.unstable(condition).ifPresent(name -> {
            throw new Refuse(Refusal.UNSTABLE_CONDITION, name);
        });
    }
}
