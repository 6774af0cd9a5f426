package dev.assent.saga;

import static dev.assent.saga.Bench.outcome;
import static dev.assent.saga.Bench.states;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.saga.run.Instance;
import dev.assent.saga.run.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SubMachineTest {
    private static final String PART = """
            "p": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "p", "CompensateState": "undoP", "Next": "q",
                  "Input": ["$.[v]"], "Output": {"p": "$.#root"}},
            "q": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "q", "CompensateState": "undoQ",
                  "Catch": [{"Exceptions": ["java.lang.Throwable"], "Next": "trigger"}]},
            "undoP": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "undoP"},
            "undoQ": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "undoQ"},
            "trigger": {"Type": "CompensationTrigger"}
            """;
    private static final String WHOLE = """
            "a": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "a", "CompensateState": "undoA", "Next": "sub"},
            "sub": {"Type": "SubStateMachine", "StateMachineName": "part", "Input": [{"v": "$.[v]"}], "Output": {"part": "$.#root"}},
            "undoA": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "undoA"}
            """;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private Instance child(Run run) {
        String parent = run.instance().id() + ":" + run.steps().get(1).id();
        List<Instance> children = bench.store.children(parent);
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    @Test
    void itRunsInTheTransactionOfItsParent() {
        bench.machine("part", PART).machine("m", WHOLE);

        Run run = bench.start(Map.of("v", 1));

        assertThat(states(run)).containsExactly("a SU", "sub SU");
        assertThat(run.instance().endParams())
                .containsEntry("part", Map.of("v", 1, "p", 1, "_sub_statemachine_execution_status_", "SU"));
        assertThat(child(run).position())
                .satisfies(position ->
                        assertThat(position.root()).isEqualTo(run.instance().id()));
        assertThat(bench.coordinator.taken())
                .containsExactly("begin name=$Saga_m timeout=1800000", "reload", "globalReport Committed");
        assertThat(bench.store.inserts)
                .as("the child comes with a transition of its parent")
                .isEqualTo(1);
    }

    /** A sub machine that compensated itself has failed for its parent, which goes on at Next (4). */
    @Test
    void whatItCompensatedHasFailed() {
        bench.breaks("q").machine("part", PART).machine("m", WHOLE);

        Run run = bench.start(Map.of("v", 1));

        assertThat(states(run)).containsExactly("a SU", "sub FA");
        assertThat(outcome(run)).isEqualTo("UN/-");
        assertThat(child(run).compensationStatus()).hasToString("SUCCEEDED");
    }

    @Test
    void forwardStartsItAnewIfItIsUndoneAndGoesOnOtherwise() {
        bench.breaks("p").machine("part", PART).machine("m", WHOLE);
        Run failed = bench.start(Map.of("v", 1));
        assertThat(states(failed)).containsExactly("a SU", "sub UN");
        String first = child(failed).id();
        bench.repair("p").calls.clear();

        Run run = bench.engine().forward(failed.instance().id(), Map.of());

        assertThat(states(run)).containsExactly("a SU", "sub UN ignored", "sub SU");
        assertThat(bench.engine().instance(first).orElseThrow().steps())
                .as("the same instance")
                .hasSize(3);
        assertThat(outcome(run)).isEqualTo("SU/-");
    }

    @Test
    void itIsUndoneByCompensatingIt() {
        bench.machine("part", PART).machine("m", WHOLE);
        Run done = bench.start(Map.of("v", 1));
        bench.calls.clear();

        Run run = bench.engine().compensate(done.instance().id(), Map.of());

        assertThat(bench.calls).containsExactly("undoQ[]", "undoP[]", "undoA[]");
        assertThat(outcome(run)).isEqualTo("SU/SU");
        assertThat(run.steps().get(2).type()).isEqualTo("CompensateSubMachine");
    }

    @Test
    void oneInsideTheOtherIsOneTransaction() {
        bench.machine("part", PART)
                .machine(
                        "middle",
                        "\"sub\": {\"Type\": \"SubStateMachine\", \"StateMachineName\": \"part\", \"Input\": [{\"v\": \"$.[v]\"}]}")
                .machine(
                        "m",
                        "\"sub\": {\"Type\": \"SubStateMachine\", \"StateMachineName\": \"middle\", \"Input\": [{\"v\": \"$.[v]\"}]}");

        Run run = bench.start(Map.of("v", 1));

        assertThat(outcome(run)).isEqualTo("SU/-");
        assertThat(bench.calls).containsExactly("p[1]", "q[]");
        assertThat(outcome(bench.engine().compensate(run.instance().id(), Map.of())))
                .isEqualTo("SU/SU");
        assertThat(bench.calls).containsExactly("p[1]", "q[]", "undoQ[]", "undoP[]");
    }

    @Test
    void aMachineThatIsNotThereIsAFailureOfTheStep() {
        bench.machine("m", WHOLE);

        Run run = bench.start(Map.of());

        assertThat(states(run)).containsExactly("a SU", "sub UN");
        assertThat(run.instance().failure())
                .satisfies(failure -> assertThat(failure.text()).contains("ASN-6313"));
    }
}
