package dev.assent.core;

import static dev.assent.model.BranchType.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How long what is open lives at least after a start. */
class GraceTest {
    private static final Duration GRACE = Policy.of(Scene.ADDRESS).restartGrace();

    private final Scene scene = new Scene();

    @Test
    void aStartPostponesWhatEndsSoon() {
        scene.restart();
        Xid soon = open(Duration.ofSeconds(5));
        Xid later = open(Duration.ofSeconds(60));
        Instant deadline = deadline(later);
        scene.pass(Duration.ofSeconds(4));

        scene.restart();

        assertThat(deadline(soon)).isEqualTo(scene.now.plus(GRACE));
        assertThat(deadline(later)).isEqualTo(deadline);
    }

    /** A coordinator that is new, or that was idle, would otherwise have none for the first crash after its start. */
    @Test
    void aGraceThatNobodyNeededIsThereForTheNextStart() {
        Xid decided = open(Duration.ofSeconds(5));
        scene.rollback(decided);
        Xid later = open(Duration.ofSeconds(60));
        scene.restart();
        Xid soon = open(Duration.ofSeconds(5));
        scene.pass(Duration.ofSeconds(6));

        scene.restart();

        assertThat(deadline(soon)).isEqualTo(scene.now.plus(GRACE));
        assertThat(deadline(later)).isAfter(scene.now.plus(GRACE));
    }

    @Test
    void aCoordinatorThatKeepsRestartingGivesOneAMinute() {
        Xid soon = open(Duration.ofSeconds(5));
        scene.restart();
        Instant deadline = deadline(soon);

        for (int restarts = 0; restarts < 5; restarts++) {
            scene.pass(Duration.ofSeconds(10));
            scene.restart();
            assertThat(deadline(soon)).isEqualTo(deadline);
        }

        scene.pass(Duration.ofSeconds(10));
        scene.restart();
        assertThat(deadline(soon)).isEqualTo(scene.now.plus(GRACE));
    }

    private Xid open(Duration timeout) {
        Xid xid = scene.begin("buy", timeout);
        scene.join(xid, AT, "t:" + xid.value().hashCode());
        return xid;
    }

    private Instant deadline(Xid xid) {
        return Objects.requireNonNull(scene.coordinator.obligations(xid).deadline());
    }
}
