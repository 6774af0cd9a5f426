package dev.assent.saga;

import static dev.assent.saga.Bench.outcome;
import static dev.assent.saga.Bench.states;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.saga.run.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoopTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static String loop(int parallel, String loop, String rest) {
        return """
                "each": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "each", "CompensateState": "undo",
                         "Loop": {"Parallel": %d, "Collection": "$.[list]"%s},
                         "Input": ["$.[loopElement]", "$.[loopCounter]"], "Output": {"got": "$.#root"}%s},
                "undo": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "undo", "Input": ["$.[loopElement]"]},
                "trigger": {"Type": "CompensationTrigger"}
                """.formatted(parallel, loop, rest);
    }

    @Test
    void eachElementHasAStepOfItsOwn() {
        bench.machine("m", loop(2, "", ""));

        Run run = bench.start(Map.of("list", List.of("x", "y", "z")));

        assertThat(states(run)).containsExactlyInAnyOrder("each-loop-0 SU", "each-loop-1 SU", "each-loop-2 SU");
        assertThat(bench.calls).containsExactlyInAnyOrder("each[x, 0]", "each[y, 1]", "each[z, 2]");
        assertThat(run.instance().endParams())
                .containsEntry("loopResult", List.of(Map.of("got", "x"), Map.of("got", "y"), Map.of("got", "z")))
                .containsEntry("nrOfInstances", 3.0)
                .containsEntry("nrOfCompletedInstances", 3.0)
                .doesNotContainKey("got");
        assertThat(outcome(run)).isEqualTo("SU/-");
    }

    @Test
    void aConditionEndsIt() {
        bench.machine(
                "m", loop(1, ", \"CompletionCondition\": \"[nrOfCompletedInstances] / [nrOfInstances] >= 0.4\"", ""));

        Run run = bench.start(Map.of("list", List.of(1, 2, 3, 4, 5)));

        assertThat(states(run)).containsExactly("each-loop-0 SU", "each-loop-1 SU");
    }

    @Test
    void anEmptyCollectionRunsTheStatePlainly() {
        bench.machine("m", loop(1, "", ""));

        assertThat(states(bench.start(Map.of("list", List.of())))).containsExactly("each SU");
        assertThat(bench.calls).containsExactly("each[null, null]");
    }

    @Test
    void afterAFailureNoFurtherOneStartsAndForwardDoesTheRest() {
        bench.answers.put("each", given -> {
            if (List.of("y").contains(String.valueOf(given.get(0)))) {
                throw new IllegalStateException("not y");
            }
            return given.get(0);
        });
        bench.machine("m", loop(1, "", ""));
        Run failed = bench.start(Map.of("list", List.of("x", "y", "z")));
        assertThat(states(failed)).containsExactly("each-loop-0 SU", "each-loop-1 UN");
        assertThat(outcome(failed)).isEqualTo("UN/-");
        bench.calls.clear();

        Run run = bench.repair("each").engine().forward(failed.instance().id(), Map.of());

        assertThat(bench.calls).containsExactly("each[y, 1]", "each[z, 2]");
        assertThat(states(run))
                .containsExactly("each-loop-0 SU", "each-loop-1 UN ignored", "each-loop-1 SU", "each-loop-2 SU");
        assertThat(run.instance().endParams())
                .containsEntry("loopResult", List.of(Map.of("got", "x"), Map.of("got", "y"), Map.of("got", "z")));
        assertThat(outcome(run)).isEqualTo("SU/-");
    }

    /** The compensation of each sees its element, and each counts for the status; in Seata's engine neither is so (8). */
    @Test
    void eachIsUndoneWithItsElement() {
        bench.answers.put("each", given -> {
            if ("z".equals(given.get(0))) {
                throw new IllegalStateException("not z");
            }
            return given.get(0);
        });
        bench.answers.put("undo", given -> {
            if ("x".equals(given.get(0))) {
                throw new IllegalStateException("x stays");
            }
            return given.get(0);
        });
        bench.machine(
                "m", loop(1, "", ", \"Catch\": [{\"Exceptions\": [\"java.lang.Throwable\"], \"Next\": \"trigger\"}]"));

        Run run = bench.start(Map.of("list", List.of("x", "y", "z")));

        assertThat(bench.calls).containsSubsequence("undo[z]", "undo[y]", "undo[x]");
        assertThat(outcome(run)).isEqualTo("UN/UN");
        assertThat(outcome(
                        bench.repair("undo").engine().compensate(run.instance().id(), Map.of())))
                .isEqualTo("UN/SU");
    }

    @Test
    void subMachinesCanBeLooped() {
        bench.machine(
                "part",
                "\"p\": {\"Type\": \"ServiceTask\", \"ServiceName\": \"shop\", \"ServiceMethod\": \"p\", \"Input\": [\"$.[v]\"]}");
        bench.machine("m", """
                "each": {"Type": "SubStateMachine", "StateMachineName": "part", "Loop": {"Parallel": 2, "Collection": "$.[list]"},
                         "Input": [{"v": "$.[loopElement]"}]}
                """);

        Run run = bench.start(Map.of("list", List.of("x", "y")));

        assertThat(states(run)).containsExactlyInAnyOrder("each-loop-0 SU", "each-loop-1 SU");
        assertThat(bench.calls).containsExactlyInAnyOrder("p[x]", "p[y]");
    }
}
