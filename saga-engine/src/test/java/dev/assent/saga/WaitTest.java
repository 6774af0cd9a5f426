package dev.assent.saga;

import static dev.assent.saga.Bench.outcome;
import static dev.assent.saga.Bench.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.saga.run.Run;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WaitTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void machine(String wait) {
        bench.machine("m", """
                "w": {"Type": "Wait", %s},
                "a": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "a", "Input": ["$.[v]"]},
                "late": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "late"}
                """.formatted(wait));
    }

    @Test
    void aTimeGoesByWithoutAThread() {
        machine("\"Seconds\": 60, \"Next\": \"a\"");

        CompletableFuture<Run> run = bench.engine().startAsync("m", Map.of());
        bench.time.advance(Duration.ofSeconds(59));
        assertThat(run).isNotDone();
        bench.time.advance(Duration.ofSeconds(1));

        assertThat(states(run.join())).containsExactly("a SU");
    }

    @Test
    void aPointInTimeIsAnExpression() {
        machine("\"Until\": \"$.[at]\", \"Next\": \"a\"");

        CompletableFuture<Run> run = bench.engine()
                .startAsync("m", Map.of("at", bench.time.now().plusSeconds(5).toString()));
        bench.time.advance(Duration.ofSeconds(4));
        assertThat(run).isNotDone();
        bench.time.advance(Duration.ofSeconds(1));

        assertThat(run).isCompleted();
        assertThatThrownBy(() -> bench.start(Map.of("at", "soon")))
                .isInstanceOf(SagaException.class)
                .hasMessageContaining("ASN-6302");
    }

    @Test
    void aSignalBringsVariables() {
        machine("\"Signal\": \"paid\", \"Next\": \"a\"");
        CompletableFuture<Run> run = bench.engine().startAsync("m", Map.of());
        String id = bench.store.ids().get(0);

        assertThat(bench.engine().signal(id, "other", Map.of())).isCompletedExceptionally();
        CompletableFuture<Run> signalled = bench.engine().signal(id, "paid", Map.of("v", 7));

        assertThat(bench.calls).containsExactly("a[7]");
        assertThat(run.join()).isEqualTo(signalled.join());
        assertThat(bench.engine().signal(id, "paid", Map.of()))
                .as("it has ended")
                .isCompletedExceptionally();
    }

    @Test
    void aSignalThatDoesNotComeLeadsElsewhere() {
        machine("\"Signal\": \"paid\", \"TimeoutSeconds\": 10, \"TimeoutNext\": \"late\", \"Next\": \"a\"");

        assertThat(states(bench.start(Map.of()))).containsExactly("late SU");
    }

    @Test
    void withoutAWayItFails() {
        machine("\"Signal\": \"paid\", \"TimeoutSeconds\": 10, \"Next\": \"a\"");

        Run run = bench.start(Map.of());

        assertThat(outcome(run)).isEqualTo("UN/-");
        assertThat(run.instance().failure())
                .satisfies(failure -> assertThat(failure.text()).contains("ASN-6317"));
    }
}
