package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.client.CoordinatorInfo;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the doctor says of a coordinator that answers. */
class CoordinatorCheckTest {
    private static final Optional<Duration> NO_TIME = Optional.empty();

    @Test
    void nothingOfOneThatIsAsThisProcess() {
        CoordinatorInfo same =
                new CoordinatorInfo(Optional.of(CoordinatorInfo.ownVersion()), Optional.of(Duration.ofMillis(-1900)));
        assertThat(CoordinatorCheck.version(same)).isEmpty();
        assertThat(CoordinatorCheck.clock(same)).isEmpty();
        assertThat(CoordinatorCheck.clock(new CoordinatorInfo(Optional.empty(), NO_TIME)))
                .isEmpty();
    }

    @Test
    void anotherVersionIsNamed() {
        assertThat(CoordinatorCheck.version(new CoordinatorInfo(Optional.of("0.0.9"), NO_TIME)))
                .get()
                .extracting(Finding::sentence)
                .asString()
                .contains("Assent 0.0.9", "Assent " + CoordinatorInfo.ownVersion(), "coordinator first");
        assertThat(CoordinatorCheck.version(new CoordinatorInfo(Optional.empty(), NO_TIME)))
                .get()
                .extracting(Finding::sentence)
                .asString()
                .contains("Seata server");
    }

    @Test
    void aClockThatIsWrongIsNamed() {
        assertThat(clock(Duration.ofSeconds(75))).contains("75 s ahead of", "NTP");
        assertThat(clock(Duration.ofSeconds(-3))).contains("3 s behind");
    }

    private static String clock(Duration ahead) {
        return CoordinatorCheck.clock(new CoordinatorInfo(Optional.empty(), Optional.of(ahead)))
                .orElseThrow()
                .sentence();
    }
}
