package dev.assent.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.Xid;
import dev.assent.protocol.BranchRollbackResponse;
import dev.assent.protocol.Result;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
    private final Explanations explanations = new Explanations(100);

    private void answers(int transaction, int branch, @Nullable String why) {
        explanations.answered(
                new BranchRollbackResponse(
                        Result.SUCCESS,
                        0,
                        xid(transaction).toString(),
                        branch,
                        BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE),
                why);
    }

    private static Xid xid(int transaction) {
        return Xid.of("tc:8091", transaction);
    }

    @Test
    void theLastOfABranchCountsUntilItIsFinished() {
        answers(1, 1, "a lock");
        answers(1, 2, "a table");
        answers(1, 1, "another lock");
        assertThat(explanations.of(xid(1)))
                .isEqualTo(Map.of(new BranchId(1), "another lock", new BranchId(2), "a table"));

        answers(1, 1, null);
        assertThat(explanations.of(xid(1))).isEqualTo(Map.of(new BranchId(2), "a table"));
        answers(1, 2, null);
        assertThat(explanations.of(xid(1))).isEmpty();
    }

    @Test
    void theAnswerForAWholeSagaIsForNoBranch() {
        answers(1, 1, "a lock");
        answers(2, -1, "a step waits for a person");
        answers(2, -1, null);

        assertThat(explanations.of(xid(1))).isEqualTo(Map.of(new BranchId(1), "a lock"));
        assertThat(explanations.of(xid(2))).isEmpty();
    }

    @Test
    void beyondTheBoundTheOldestAreForgotten() {
        for (int transaction = 1; transaction <= 1000; transaction++) {
            answers(transaction, 1, "x".repeat(30));
            answers(transaction, 2, "x".repeat(10));
            answers(transaction, 2, "x".repeat(5));
        }
        assertThat(explanations.of(xid(1000))).hasSize(2);
        assertThat(explanations.of(xid(999))).hasSize(2);
        assertThat(explanations.of(xid(998))).isEmpty();
    }

    @Test
    void whatFillsTheBoundAloneIsForgottenToo() {
        answers(1, 1, "x".repeat(101));
        assertThat(explanations.of(xid(1))).isEmpty();
    }
}
