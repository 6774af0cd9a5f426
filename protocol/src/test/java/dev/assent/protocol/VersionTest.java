package dev.assent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.5.2, 1.5.2.0",
        "2.3.0-SNAPSHOT, 2.3.0",
        "2.3, 2.3.0",
        "1.100.0, 2.0.0", // a part of three digits carries, as at Seata
    })
    void sayTheSame(String one, String other) {
        assertThat(Version.parse(one)).isEqualByComparingTo(Version.parse(other));
    }

    @Test
    void growFromLeftToRight() {
        String[] releases = {
            "0.7.1", "1.1.0", "1.4.2", "1.5.0", "1.5.2", "1.5.2.1", "1.8.0", "1.10.0", "2.0.0", "2.6.0", "10.0"
        };
        assertThat(Arrays.stream(releases).map(Version::parse)).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "x", "1.x", "1..2", "1.2.3.4.5", "-1", "1.-SNAPSHOT", "99999999999.0", "١.٥"})
    void whatIsNoVersionIsOld(String text) {
        assertThat(Version.parse(text)).isEqualTo(Version.OLD);
    }

    @ParameterizedTest
    @CsvSource({
        // version, batch, single, global statuses, branch statuses, branch types
        "1.1.0,     false, false, 16, 11, 4",
        "1.4.2,     false, false, 16, 11, 4",
        "1.5.0,     true,  false, 18, 13, 4",
        "1.8.0,     true,  false, 18, 13, 4",
        "2.1.0,     true,  false, 18, 13, 4",
        "2.2.0,     true,  false, 18, 14, 4",
        "2.3.0,     true,  true,  18, 14, 5",
        "2.5.0,     true,  true,  21, 15, 5",
        "2.6.0,     true,  true,  21, 15, 5",
    })
    void knowWhatTheirReleaseKnew(
            String text, boolean batch, boolean single, int globalStatuses, int branchStatuses, int branchTypes) {
        Version version = Version.parse(text);

        assertThat(version.understandsBatchResult()).isEqualTo(batch);
        assertThat(version.understandsIndividualAnswers()).isEqualTo(single);
        assertThat(Arrays.stream(GlobalStatus.values()).filter(version::knows))
                .containsExactly(Arrays.copyOf(GlobalStatus.values(), globalStatuses));
        assertThat(Arrays.stream(BranchStatus.values()).filter(version::knows))
                .containsExactly(Arrays.copyOf(BranchStatus.values(), branchStatuses));
        assertThat(Arrays.stream(BranchType.values()).filter(version::knows))
                .containsExactly(Arrays.copyOf(BranchType.values(), branchTypes));
    }

    @ParameterizedTest
    @CsvSource({
        "1.4.2, COMMIT_RETRY_TIMEOUT,            COMMIT_FAILED",
        "1.4.2, ROLLBACK_RETRY_TIMEOUT,          ROLLBACK_FAILED",
        "1.5.0, COMMIT_RETRY_TIMEOUT,            COMMIT_RETRY_TIMEOUT",
        "2.3.0, STOP_COMMIT_OR_COMMIT_RETRY,     COMMIT_RETRYING",
        "1.1.0, STOP_ROLLBACK_OR_ROLLBACK_RETRY, ROLLBACK_RETRYING",
        "2.3.0, DELETING,                        FINISHED",
        "2.5.0, DELETING,                        DELETING",
    })
    void aStatusThatAVersionLacksBecomesTheNearest(String version, GlobalStatus status, GlobalStatus told) {
        assertThat(Version.parse(version).nearest(status)).isEqualTo(told);
    }

    @Test
    void noVersionIsToldAStatusThatItDoesNotKnow() {
        for (String version : new String[] {"", "1.1.0", "1.4.2", "1.5.0", "1.8.0", "2.3.0", "2.5.0"}) {
            Version peer = Version.parse(version);
            assertThat(Arrays.stream(GlobalStatus.values()).map(peer::nearest)).allMatch(peer::knows);
        }
    }
}
