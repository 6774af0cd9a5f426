package dev.assent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TombstonesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Ending COMMITTED = new Ending(Outcome.COMMIT, Cause.USER, false, false);
    private static final Ending TIMED_OUT = new Ending(Outcome.ROLLBACK, Cause.TIMEOUT, true, false);

    private final Tombstones tombstones = new Tombstones(HOUR);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rememberForAnHourAtLeastAndNotForEver(long seed) {
        record Death(Xid xid, Instant at) {}
        Random random = new Random(seed);
        List<Death> deaths = new ArrayList<>();
        Instant now = Scene.NOON;
        for (int i = 1; i <= 3_000; i++) {
            now = now.plusMillis(random.nextInt(10_000));
            Xid xid = Xid.of("a:1", i);
            tombstones.remember(xid, i % 2 == 0 ? COMMITTED : TIMED_OUT, now);
            deaths.add(new Death(xid, now));
        }
        for (Death death : deaths) {
            Duration age = Duration.between(death.at, now);
            if (age.compareTo(HOUR) <= 0) {
                assertThat(tombstones.find(death.xid))
                        .as("%s, %s old", death.xid, age)
                        .isPresent();
            } else if (age.compareTo(HOUR.multipliedBy(2)) > 0) {
                assertThat(tombstones.find(death.xid))
                        .as("%s, %s old", death.xid, age)
                        .isEmpty();
            }
        }
        assertThat(Duration.between(Scene.NOON, now)).isGreaterThan(HOUR.multipliedBy(3));
    }

    @Test
    void tellApartWhatOnlyLooksAlike() {
        tombstones.remember(new Xid("a:1:7"), COMMITTED, Scene.NOON);
        tombstones.remember(new Xid("b:1:7"), TIMED_OUT, Scene.NOON);

        assertThat(tombstones.find(new Xid("a:1:7"))).contains(COMMITTED);
        assertThat(tombstones.find(new Xid("b:1:7"))).contains(TIMED_OUT);
        assertThat(List.of("c:1:7", "a:1:8", "a:1:07", "a:1:+7", "a:1:x", "7", "a:1:7:7"))
                .allSatisfy(xid -> assertThat(tombstones.find(new Xid(xid))).isEmpty());
    }

    @Test
    void surviveASnapshot() {
        for (int i = 1; i <= 5_000; i++) {
            Ending ending = i % 3 == 0 ? COMMITTED : TIMED_OUT;
            tombstones.remember(Xid.of(i % 2 == 0 ? "a:1" : "b:1", i), ending, Scene.NOON.plusSeconds(i));
        }
        Tombstones restored = new Tombstones(HOUR);
        tombstones.snapshot((at, event) -> {
            SnapshotEvent.Remembered some = (SnapshotEvent.Remembered) event;
            assertThat(some.endings()).hasSizeLessThanOrEqualTo(1024);
            some.endings().forEach(m -> restored.remember(some.address(), m.number(), m.ending(), at));
        });

        assertThat(restored.size()).isEqualTo(tombstones.size());
        for (int i = 1; i <= 5_000; i++) {
            for (Xid xid : List.of(Xid.of("a:1", i), Xid.of("b:1", i))) {
                assertThat(restored.find(xid)).isEqualTo(tombstones.find(xid));
            }
        }
    }

    @Test
    void keepAReasonAsLongAsTheEndingItIsOf() {
        Ending forced = new Ending(Outcome.COMMIT, Cause.USER, false, true);
        Xid early = Xid.of("a:1", 1);
        tombstones.remember(early, forced, Scene.NOON);
        tombstones.rememberWhy(early, "gone", Scene.NOON);
        Instant later = Scene.NOON.plus(HOUR.dividedBy(2));
        Xid late = Xid.of("a:1", 2);
        tombstones.remember(late, forced, later);
        tombstones.rememberWhy(late, "gone too", later);
        assertThat(tombstones.reason(early)).isEqualTo("gone");
        assertThat(tombstones.reason(late)).isEqualTo("gone too");

        tombstones.postpone(HOUR);
        tombstones.remember(Xid.of("a:1", 3), COMMITTED, Scene.NOON.plus(HOUR.multipliedBy(2)));
        assertThat(tombstones.reason(early)).isEqualTo("gone");

        tombstones.remember(
                Xid.of("a:1", 4), COMMITTED, later.plus(HOUR.multipliedBy(2)).minusSeconds(1));
        assertThat(tombstones.find(early)).isEmpty();
        assertThat(tombstones.reason(early)).isNull();
        assertThat(tombstones.find(late)).contains(forced);
        assertThat(tombstones.reason(late)).isEqualTo("gone too");
    }

    @Test
    void millionsAreKeptAndFoundByTimeAloneNeverByNumber() {
        for (long number = 1; number <= 2_000_000; number++) {
            tombstones.remember("a:1", number * 3, COMMITTED, Scene.NOON);
        }

        assertThat(tombstones.size()).isEqualTo(2_000_000);
        for (long number = 1; number <= 2_000_000; number += 997) {
            assertThat(tombstones.find(Xid.of("a:1", number * 3))).contains(COMMITTED);
            assertThat(tombstones.find(Xid.of("a:1", number * 3 + 1))).isEmpty();
        }
    }
}
