package dev.assent.core;

import static dev.assent.model.BranchStatus.PHASE_ONE_DONE;
import static dev.assent.model.BranchStatus.PHASE_ONE_FAILED;
import static dev.assent.model.BranchStatus.PHASE_ONE_RDONLY;
import static dev.assent.model.Outcome.COMMIT;
import static dev.assent.model.Outcome.ROLLBACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a branch type means, on one page. */
final class BranchModeTest {
    /**
     * Has phase two: {@code c} commit and {@code r} rollback, for a branch that is done, failed, or only read. Then whether
     * it is settled when committed; recorded before delivery; locks rows; forbids a commit when it failed; accepts late
     * reports; is decided by an engine; may go to any instance; has undo rows; has a hint for a commit that keeps failing.
     */
    private static final String TABLE = """
            AT              | cr cr cr | settled |          | locks |         | late |        | any | undo |
            TCC             | cr cr cr |         |          | locks |         |      |        |     |      | hint
            SAGA            | cr cr cr |         |          |       |         |      | engine |     |      |
            XA              | cr - -   |         | recorded | locks | forbids |      |        |     |      |
            SAGA_ANNOTATION | r r r    |         |          | locks |         |      |        |     |      |
            """;

    @Test
    void theTable() {
        StringBuilder seen = new StringBuilder();
        for (BranchType type : BranchType.values()) {
            BranchMode mode = BranchMode.of(type);
            seen.append("%-15s | %-8s | %-7s | %-8s | %-5s | %-7s | %-4s | %-6s | %-3s | %-4s | %s"
                            .formatted(
                                    type,
                                    phaseTwo(mode),
                                    mode.isSettledWhenCommitted() ? "settled" : "",
                                    mode.isRecordedBeforeDelivery() ? "recorded" : "",
                                    mode.locksRows() ? "locks" : "",
                                    mode.failureForbidsCommit() ? "forbids" : "",
                                    mode.acceptsLateReports() ? "late" : "",
                                    mode.engineDecides() ? "engine" : "",
                                    mode.isForAnyInstance() ? "any" : "",
                                    mode.hasUndoRows() ? "undo" : "",
                                    mode.hint(COMMIT).isEmpty() ? "" : "hint")
                            .stripTrailing())
                    .append('\n');
        }
        assertThat(seen).hasToString(TABLE);
        assertThat(Arrays.stream(BranchMode.values()).map(mode -> mode.hint(ROLLBACK)))
                .containsOnly("");
    }

    private static String phaseTwo(BranchMode mode) {
        StringBuilder text = new StringBuilder();
        for (var status : new dev.assent.model.BranchStatus[] {PHASE_ONE_DONE, PHASE_ONE_FAILED, PHASE_ONE_RDONLY}) {
            String outcomes = "";
            for (Outcome outcome : Outcome.values()) {
                outcomes += mode.hasPhaseTwo(status, outcome) ? outcome == COMMIT ? "c" : "r" : "";
            }
            text.append(outcomes.isEmpty() ? "-" : outcomes).append(' ');
        }
        return text.toString().trim();
    }
}
