package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class WaitingCommitsTest {
    private static final int AT_ONCE = 3;
    private static final int BROKEN = 13;
    private static final long PAUSE = 100;

    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final List<List<Integer>> calls = new ArrayList<>();
    private final List<Long> pauses = new ArrayList<>();
    private long now;
    private Runnable duringPause = () -> {};
    private boolean isFull;
    private final WaitingCommits<Integer> waiting = new WaitingCommits<>(
            turn -> {
                if (isFull) {
                    throw new RejectedExecutionException("full");
                }
                turns.add(turn);
            },
            AT_ONCE,
            some -> {
                calls.add(some);
                if (some.contains(BROKEN)) {
                    throw new IllegalStateException("broken");
                }
            },
            new Interval(PAUSE, () -> now, this::pause));

    private void pause(long nanos) {
        pauses.add(nanos);
        duringPause.run();
        now += nanos;
    }

    @Test
    void ordersThatWaitAreTakenTogetherAndOthersHaveTheirTurnBetween() {
        for (int order = 1; order <= 5; order++) {
            waiting.add(order);
        }
        assertThat(turns).hasSize(1);
        turns.remove().run();
        assertThat(calls).containsExactly(List.of(1, 2, 3));
        assertThat(turns).as("behind whatever else waits").hasSize(1);
        turns.remove().run();
        assertThat(calls).containsExactly(List.of(1, 2, 3), List.of(4, 5));
        assertThat(turns).isEmpty();
        assertThat(waiting.size()).isZero();
    }

    @Test
    void afterACallMoreOrdersMayComeUntilTheNext() {
        waiting.add(1);
        turns.remove().run();
        assertThat(pauses).as("nothing had been done before").isEmpty();

        now += 40;
        duringPause = () -> waiting.add(3);
        waiting.add(2);
        turns.remove().run();
        assertThat(pauses).containsExactly(PAUSE - 40);
        assertThat(calls).containsExactly(List.of(1), List.of(2, 3));

        now += PAUSE;
        waiting.add(4);
        turns.remove().run();
        assertThat(pauses).as("enough time had gone by").hasSize(1);
    }

    @Test
    void aFullCallDoesNotWait() {
        waiting.add(1);
        turns.remove().run();
        for (int order = 2; order <= 4; order++) {
            waiting.add(order);
        }
        turns.remove().run();
        assertThat(calls).containsExactly(List.of(1), List.of(2, 3, 4));
        assertThat(pauses).isEmpty();
    }

    @Test
    void withoutAPlaceForTheNextTurnTheThreadGoesOn() {
        for (int order = 1; order <= 5; order++) {
            waiting.add(order);
        }
        isFull = true;
        turns.remove().run();
        assertThat(calls).containsExactly(List.of(1, 2, 3), List.of(4, 5));
        assertThat(waiting.size()).isZero();
    }

    @Test
    void whatNoWorkerTakesIsGivenBack() {
        isFull = true;
        assertThatThrownBy(() -> waiting.add(1)).isInstanceOf(RejectedExecutionException.class);
        assertThat(waiting.refused()).containsExactly(1);

        isFull = false;
        waiting.add(2);
        turns.remove().run();
        assertThat(calls).containsExactly(List.of(2));
    }

    @Test
    void anOrderThatThrowsKeepsNoneFromItsTurn() {
        for (int order = BROKEN - 2; order <= BROKEN + 1; order++) {
            waiting.add(order);
        }
        turns.remove().run();
        assertThat(calls).containsExactly(List.of(11, 12, BROKEN));
        turns.remove().run();
        assertThat(calls).last().isEqualTo(List.of(14));
        assertThat(waiting.size()).isZero();

        waiting.add(15);
        assertThat(turns).hasSize(1);
    }
}
