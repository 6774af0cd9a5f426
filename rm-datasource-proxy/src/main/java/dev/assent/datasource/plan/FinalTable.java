package dev.assent.datasource.plan;

import dev.assent.datasource.errors.Refusal;
import java.util.Optional;

/**
 * {@code SELECT … FROM FINAL TABLE (INSERT …)} or {@code (UPDATE …)}: a change that returns its rows, as H2 spells it. The columns
 * are names, as behind RETURNING; there is no further table and no condition.
 *
 * @param open its bracket
 * @param close the end of that
 * @param alias the token that names it, or the end
 */
record FinalTable(Text text, int open, int close, int alias) {
    /** @return nothing if the statement is another */
    static Optional<FinalTable> of(Text text) {
        int from = text.outside(0, "FROM");
        boolean found = text.at(from + 1).is("FINAL")
                && text.at(from + 2).is("TABLE")
                && (text.at(from + 4).is("INSERT") || text.at(from + 4).is("UPDATE"));
        return found ? Optional.of(read(text, from + 3)) : Optional.empty();
    }

    private static FinalTable read(Text text, int open) {
        int close = open + 1;
        while (close < text.tokens().size() && !closes(text, close, open)) {
            close++;
        }
        Refuse.when(close == text.tokens().size(), Refusal.UNREADABLE, "");
        for (int i = 1; i < open - 3; i++) {
            Token token = text.at(i);
            boolean plain = token.isName() || token.isSymbol('.') || token.isSymbol(',') || token.isSymbol('*');
            Refuse.when(!plain || token.is("DISTINCT"), Refusal.CLAUSE, token.text());
        }
        int alias = text.at(close + 1).is("AS") ? close + 2 : close + 1;
        int end = text.at(alias).isName() ? alias + 1 : alias;
        Refuse.when(end < text.tokens().size(), Refusal.CLAUSE, text.at(end).text());
        return new FinalTable(text, open, close, alias);
    }

    private static boolean closes(Text text, int close, int open) {
        return text.at(close).isSymbol(')')
                && text.at(close).depth() == text.at(open).depth();
    }

    boolean isUpdate() {
        return text.at(open + 1).is("UPDATE");
    }

    /** The change, within the bracket. */
    Text asItStands() {
        return new Text(text.sql(), text.tokens().subList(open + 1, close));
    }

    /** The change as if it stood alone. */
    Text alone() {
        return new Text(
                text.sql(),
                asItStands().tokens().stream()
                        .map(token ->
                                new Token(token.kind(), token.text(), token.begin(), token.end(), token.depth() - 1))
                        .toList());
    }

    Plan.Part columns() {
        return text.part(1, open - 3);
    }

    /** All before the change. */
    Plan.Part head() {
        return text.part(0, open + 1);
    }

    /** All behind it. */
    Plan.Part tail() {
        return text.part(close, text.tokens().size());
    }

    /** @param otherwise if it has no name */
    String alias(String otherwise) {
        return alias < text.tokens().size() ? text.at(alias).text() : otherwise;
    }
}
