package dev.assent.fuzz.judge;

import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.script.Step;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a database itself leaves open, so that the same statement may be answered one way and the other. */
final class Open {
    private static final Pattern SETS_A_COLUMN_BY_ITSELF = Pattern.compile(
            "\\bUPDATE\\b.*(?:\\bSET\\b|,)(?:\\s|/\\*.*?\\*/)*(?:x\\.)?(\\w+)\\s*=[^,]*\\b\\1\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern USES_NUMBERS = Pattern.compile(
            ".*\\b(?:REPLACE|MERGE|ON\\s+CONFLICT|ON\\s+DUPLICATE)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern EXPLAINS =
            Pattern.compile("\\s*EXPLAIN\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Open() {}

    /**
     * PostgreSQL and MariaDB check a unique value row by row: whether {@code v = v * 2} meets the old value of another row depends on
     * the order in which the rows are found. Where one of the sides has run it, the values are unique in the end.
     */
    static boolean byTheOrderOfRows(Step step, Answer one, Answer other) {
        boolean parted = (one.isDuplicate() && other.kind() == Answer.Kind.RAN)
                || (other.isDuplicate() && one.kind() == Answer.Kind.RAN);
        return parted
                && statements(step)
                        .anyMatch(sql ->
                                SETS_A_COLUMN_BY_ITSELF.matcher(sql.text()).matches());
    }

    /** No database promises numbers without gaps: a statement that is taken back and runs again uses up some. */
    static boolean mayUseUpNumbers(Step step) {
        return statements(step).anyMatch(sql -> USES_NUMBERS.matcher(sql.text()).matches());
    }

    /** How many rows a database expects to find depends on statistics that it makes when it likes. */
    static boolean byAnEstimate(Step step, Answer one, Answer other) {
        return one.kind() == Answer.Kind.RAN
                && other.kind() == Answer.Kind.RAN
                && statements(step).allMatch(sql -> EXPLAINS.matcher(sql.text()).matches());
    }

    private static Stream<Sql> statements(Step step) {
        if (step instanceof Step.Run run) {
            return Stream.of(run.sql());
        }
        if (step instanceof Step.Several several) {
            return several.members().stream();
        }
        return step instanceof Step.Batch batch ? batch.members().stream() : Stream.empty();
    }
}
