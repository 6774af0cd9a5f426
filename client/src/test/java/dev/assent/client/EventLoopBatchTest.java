package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class EventLoopBatchTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<String> happened = new ArrayList<>();
    private final EventLoopBatch turns = new EventLoopBatch(loop::add, () -> happened.add("flush"));

    @Test
    void whatComesUpTogetherLeavesWithOneFlush() {
        turns.submit(() -> happened.add("a"));
        turns.submit(() -> happened.add("b"));
        assertThat(loop).hasSize(1);
        loop.remove().run();

        turns.submit(() -> happened.add("c"));
        loop.remove().run();

        assertThat(happened).containsExactly("a", "b", "flush", "c", "flush");
        assertThat(loop).isEmpty();
    }

    @Test
    void whatComesUpMeanwhileIsNotForgotten() {
        turns.submit(() -> turns.submit(() -> happened.add("b")));
        while (!loop.isEmpty()) {
            loop.remove().run();
        }
        assertThat(happened).contains("b");
    }

    @Test
    void aLoopThatIsShutDownSaysSoEachTime() {
        EventLoopBatch late = new EventLoopBatch(
                task -> {
                    throw new RejectedExecutionException();
                },
                () -> happened.add("flush"));

        assertThat(late.submit(() -> happened.add("a"))).isFalse();
        assertThat(late.submit(() -> happened.add("b"))).isFalse();
        assertThat(turns.submit(() -> happened.add("c"))).isTrue();
    }
}
