package dev.assent.fuzz.judge;

import java.util.Map;
import java.util.TreeMap;

/** What was counted. */
public final class Tally {
    private final Map<String, Integer> refused = new TreeMap<>();
    private int statements;
    private int ran;
    private int failed;
    private int undoRows;
    private int compared;
    private int recorded;

    void count(Answer answer) {
        statements++;
        switch (answer.kind()) {
            case RAN -> ran++;
            case REFUSED -> refused.merge(answer.text(), 1, Integer::sum);
            default -> failed++;
        }
    }

    void undoRowsLeft(int rows) {
        undoRows += rows;
    }

    /** A commit was compared with plain JDBC. */
    void compared() {
        compared++;
    }

    /** An undo record was compared with the rows that have changed. */
    void recorded() {
        recorded++;
    }

    public void add(Tally other) {
        statements += other.statements;
        ran += other.ran;
        failed += other.failed;
        undoRows += other.undoRows;
        compared += other.compared;
        recorded += other.recorded;
        other.refused.forEach((code, times) -> refused.merge(code, times, Integer::sum));
    }

    public int statements() {
        return statements;
    }

    public int ranStatements() {
        return ran;
    }

    public int refusedStatements() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return "%,d statements: %,d ran, %,d refused %s, %,d SQL errors; %,d commits compared, %,d undo records compared; %,d undo rows left"
                .formatted(statements, ran, refusedStatements(), refused, failed, compared, recorded, undoRows);
    }
}
