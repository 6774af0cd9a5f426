package dev.assent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Written down once more, since whoever sorts an enum breaks the protocol. */
final class WireNumbersTest {
    @Test
    void branchTypes() {
        assertThat(List.of(0, 1, 2, 3, 4).stream()
                        .map(code -> BranchType.ofCode(code).orElseThrow()))
                .containsExactly(
                        BranchType.AT, BranchType.TCC, BranchType.SAGA, BranchType.XA, BranchType.SAGA_ANNOTATION);
        assertThat(Arrays.stream(BranchType.values()))
                .allMatch(t -> BranchType.ofCode(t.code()).orElseThrow() == t);
        assertThat(BranchType.ofCode(5)).isEmpty();
        assertThat(BranchType.ofCode(-1)).isEmpty();
    }

    @Test
    void branchStatuses() {
        assertThat(BranchStatus.PHASE_ONE_FAILED.code()).isEqualTo(3);
        assertThat(BranchStatus.PHASE_TWO_COMMITTED.code()).isEqualTo(5);
        assertThat(BranchStatus.PHASE_TWO_ROLLBACKED.code()).isEqualTo(8);
        assertThat(BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE.code()).isEqualTo(10);
        assertThat(BranchStatus.PHASE_ONE_RDONLY.code()).isEqualTo(13);
        assertThat(BranchStatus.ofCode(14)).contains(BranchStatus.STOP_RETRY);
        assertThat(BranchStatus.ofCode(15)).isEmpty();
    }

    @Test
    void globalStatuses() {
        assertThat(List.of(3, 5, 6, 9, 11, 12, 13, 15).stream()
                        .map(code -> GlobalStatus.ofCode(code).orElseThrow()))
                .containsExactly(
                        GlobalStatus.COMMIT_RETRYING,
                        GlobalStatus.ROLLBACK_RETRYING,
                        GlobalStatus.TIMEOUT_ROLLBACKING,
                        GlobalStatus.COMMITTED,
                        GlobalStatus.ROLLBACKED,
                        GlobalStatus.ROLLBACK_FAILED,
                        GlobalStatus.TIMEOUT_ROLLBACKED,
                        GlobalStatus.FINISHED);
        assertThat(GlobalStatus.values()).hasSize(21);
        assertThat(GlobalStatus.ofCode(21)).isEmpty();
    }

    @Test
    void aBranchIdIsPositive() {
        assertThat(new BranchId(1)).hasToString("1");
        assertThatThrownBy(() -> new BranchId(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BranchId(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
