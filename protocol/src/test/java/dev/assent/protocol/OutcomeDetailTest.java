package dev.assent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.Cause;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The codes are read by clients that outlive the coordinator that wrote them: they may grow, and never change. */
final class OutcomeDetailTest {
    private static OutcomeDetail read(String text) {
        return OutcomeDetail.in(Map.of("a-out", text)).orElseThrow();
    }

    @Test
    void theCodesAreTheseTexts() {
        assertThat(OutcomeDetail.of(OutcomeCode.OPEN).encoded()).isEqualTo("OPEN");
        assertThat(new OutcomeDetail(OutcomeCode.ROLLED_BACK, Cause.TIMEOUT, false).encoded())
                .isEqualTo("ROLLED_BACK;cause=timeout");
        assertThat(new OutcomeDetail(OutcomeCode.COMMITTED, Cause.USER, true).encoded())
                .isEqualTo("COMMITTED;cause=user;empty");
        assertThat(OutcomeCode.values())
                .extracting(Enum::name)
                .containsExactly(
                        "UNKNOWN",
                        "OPEN",
                        "COMMITTING",
                        "COMMITTED",
                        "COMMIT_FAILED",
                        "COMMIT_ABANDONED",
                        "ROLLING_BACK",
                        "ROLLED_BACK",
                        "ROLLBACK_FAILED",
                        "ROLLBACK_ABANDONED",
                        "UNRECOGNISED");
        assertThat(Cause.values())
                .extracting(Enum::name)
                .as("written in small letters")
                .containsExactly("USER", "TIMEOUT", "BRANCH", "OPERATOR");
    }

    @Test
    void everyDetailIsReadAsItWasWritten() {
        for (OutcomeCode code : OutcomeCode.values()) {
            for (Cause cause : Cause.values()) {
                for (boolean empty : new boolean[] {true, false}) {
                    OutcomeDetail detail = new OutcomeDetail(code, cause, empty);
                    assertThat(read(detail.encoded())).isEqualTo(detail);
                }
            }
            assertThat(read(code.name())).isEqualTo(OutcomeDetail.of(code));
        }
    }

    @Test
    void whatALaterReleaseAddsIsSkippedAndNeverGuessed() {
        assertThat(read("ROLLED_BACK_IN_PART;cause=user;shards=3"))
                .isEqualTo(new OutcomeDetail(OutcomeCode.UNRECOGNISED, Cause.USER, false));
        assertThat(read("ROLLED_BACK;cause=quota;empty;since=7"))
                .isEqualTo(new OutcomeDetail(OutcomeCode.ROLLED_BACK, null, true));
        assertThat(read(";;").code()).isEqualTo(OutcomeCode.UNRECOGNISED);
    }

    @Test
    void seatasServersSayNothing() {
        assertThat(OutcomeDetail.in(Map.of())).isEmpty();
        assertThat(OutcomeDetail.in(Map.of("a-out", ""))).isEmpty();
        assertThat(OutcomeDetail.in(Map.of("a-cid", "ROLLED_BACK"))).isEmpty();
    }

    @Test
    void eachCodeIsOfOneOutcomeAtMost() {
        for (OutcomeCode code : OutcomeCode.values()) {
            assertThat(code.isCommit() && code.isRollback()).as("%s", code).isFalse();
            assertThat(code.needsPerson() && !code.isCommit() && !code.isRollback())
                    .as("%s", code)
                    .isFalse();
        }
    }
}
