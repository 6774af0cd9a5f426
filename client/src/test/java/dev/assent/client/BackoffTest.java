package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration MAX = Duration.ofSeconds(2);

    @Test
    void doublesUpToTheLimitAndStartsOver() {
        Backoff backoff = new Backoff(FIRST, MAX, noChance());

        assertThat(Stream.generate(backoff::next).limit(8).map(Duration::toMillis))
                .containsExactly(50L, 100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L);
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(FIRST);
    }

    @Test
    void chanceTakesUpToHalf() {
        Random random = new Random(20_260_101);
        for (int run = 0; run < 1_000; run++) {
            Backoff backoff = new Backoff(FIRST, MAX, random);
            backoff.next();
            assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        }
    }

    private static RandomGenerator noChance() {
        return () -> 0;
    }
}
