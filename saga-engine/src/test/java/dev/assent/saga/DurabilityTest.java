package dev.assent.saga;

import static dev.assent.saga.Bench.outcome;
import static dev.assent.saga.Bench.states;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.saga.run.Run;
import dev.assent.saga.run.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DurabilityTest {
    private static final String TWO = """
            "a": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "a", "Next": "b", "Input": ["$.[v]"], "Output": {"a": "$.#root"}%s},
            "b": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "b", "Input": ["$.[a]"]}
            """;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** An engine that keeps nothing in memory gives what one gives that keeps all. */
    @Test
    void reloadingAfterEachStepChangesNothing() {
        try (Bench forgetful = new Bench().forgetful()) {
            for (Bench each : List.of(bench, forgetful)) {
                each.breaks("c").machine("m", """
                                "each": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "each", "CompensateState": "undo",
                                         "Loop": {"Parallel": 2, "Collection": "$.[list]"}, "Input": ["$.[loopElement]"],
                                         "Output": {"got": "$.#root"}, "Next": "c"},
                                "c": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "c",
                                      "Retry": [{"Exceptions": ["java.lang.Exception"], "IntervalSeconds": 5, "MaxAttempts": 2}],
                                      "Catch": [{"Exceptions": ["java.lang.Exception"], "Next": "trigger"}]},
                                "undo": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "undo", "Input": ["$.[loopElement]"]},
                                "trigger": {"Type": "CompensationTrigger", "Next": "fail"},
                                "fail": {"Type": "Fail", "ErrorCode": "NO", "Message": "no"}
                                """);
            }
            Map<String, Object> params = Map.of("list", List.of(1, 2L, "x", Map.of("y", 1.5)));

            Run kept = bench.start(params);
            Run reloaded = forgetful.start(params);

            assertThat(states(reloaded)).isEqualTo(states(kept));
            assertThat(outcome(reloaded)).isEqualTo(outcome(kept)).isEqualTo("UN/SU");
            assertThat(reloaded.instance().endParams())
                    .isEqualTo(kept.instance().endParams());
            assertThat(forgetful.calls).isEqualTo(bench.calls);
        }
    }

    /** The engine dies while the first service is called: what follows depends on what the state says. */
    @ParameterizedTest
    @CsvSource({
        "'', again",
        "', \"IsForUpdate\": true', parked",
        "', \"IsForUpdate\": true, \"OnUnknown\": \"Retry\"', again",
        "', \"OnUnknown\": \"Stop\"', parked",
        "', \"IsForUpdate\": true, \"OnUnknown\": \"Ask\", \"StatusMethod\": \"done\"', asked"
    })
    void aLostCall(String attributes, String what) {
        bench.answers.put("done", given -> true);
        bench.answers.put("a", given -> {
            throw new ThreadDeathOfTest();
        });
        bench.machine("m", TWO.formatted(attributes));
        String id = crash();
        bench.repair("a").calls.clear();

        SagaEngine next = bench.nextEngine();
        dueNow(id);
        next.recover();

        Run run = next.instance(id).orElseThrow();
        switch (what) {
            case "again" -> {
                assertThat(bench.calls).containsExactly("a[1]", "b[1]");
                assertThat(bench.details)
                        .extracting(SagaCall::key)
                        .startsWith(run.steps().get(0).id(), run.steps().get(0).id());
                assertThat(bench.details.get(1).attempt()).isEqualTo(2);
                assertThat(outcome(run)).isEqualTo("SU/-");
            }
            case "asked" -> {
                assertThat(bench.calls).containsExactly("done[1]", "b[null]");
                assertThat(outcome(run)).isEqualTo("SU/-");
            }
            default -> {
                assertThat(bench.calls).isEmpty();
                assertThat(run.instance().parked()).contains("ASN-6315");
                assertThat(run.instance().running()).isTrue();
                assertThat(states(next.forward(id, Map.of())))
                        .as("a person goes on")
                        .containsExactly("a UN ignored", "a SU", "b SU");
            }
        }
    }

    /** Ends the engine as a crash does: the call is made, and nothing comes of it. */
    private String crash() {
        try {
            bench.start(Map.of("v", 1));
        } catch (ThreadDeathOfTest e) {
            return bench.details.get(0).instanceId();
        }
        throw new AssertionError("no crash");
    }

    /** No failure of a service, as the process is gone. */
    private static final class ThreadDeathOfTest extends VirtualMachineError {
        private static final long serialVersionUID = 1;
    }

    /** The store in memory gives an instance back only when its time is over; a store with leases needs no such hint. */
    private void dueNow(String id) {
        var now = bench.store.load(id).orElseThrow().instance();
        var due = new dev.assent.saga.run.Instance(
                now.id(),
                now.machineId(),
                now.definitionHash(),
                now.tenant(),
                now.parentId(),
                now.businessKey(),
                now.startParams(),
                now.started(),
                now.updated(),
                now.ended(),
                now.failure(),
                now.endParams(),
                now.context(),
                now.status(),
                now.compensationStatus(),
                now.running(),
                now.position(),
                bench.time.now(),
                now.parked(),
                now.owner(),
                now.ownerEpoch(),
                now.revision() + 1);
        assertThat(bench.store.apply(new Transition(due, List.of(), List.of()))).isTrue();
    }

    @Test
    void aStoreThatIsAwayForAWhileIsWaitedFor() {
        bench.machine("m", TWO.formatted(""));
        bench.store.refusedCalls = 3;
        var before = bench.time.now();

        Run run = bench.start(Map.of("v", 1));

        assertThat(outcome(run)).isEqualTo("SU/-");
        assertThat(bench.calls).containsExactly("a[1]", "b[1]");
        assertThat(Duration.between(before, bench.time.now())).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aTransitionWhoseAnswerIsLostIsNotMadeTwice() {
        bench.machine("m", TWO.formatted(""));
        bench.store.lostAnswers = 1;

        Run run = bench.start(Map.of("v", 1));

        assertThat(bench.calls).containsExactly("a[1]", "b[1]");
        assertThat(run.steps()).hasSize(2);
        assertThat(bench.store.transitions).isEqualTo(2);
    }

    @Test
    void anEngineThatLostItsInstanceTouchesNothingMore() {
        bench.answers.put("a", given -> {
            String id = bench.details.get(0).instanceId();
            var now = bench.store.load(id).orElseThrow().instance();
            dueNow(id); // another node has moved it on
            return now.id();
        });
        bench.machine("m", TWO.formatted(""));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> bench.start(Map.of("v", 1)))
                .isInstanceOf(SagaException.class)
                .hasMessageContaining("ASN-6405");
        assertThat(bench.calls).containsExactly("a[1]");
    }

    @Test
    void theEndIsReportedUntilTheCoordinatorTakesIt() {
        bench.answers.put("b", given -> {
            bench.coordinator.refuse(2);
            return null;
        });
        bench.machine("m", TWO.formatted(""));

        bench.start(Map.of("v", 1));
        assertThat(bench.coordinator.taken()).hasSize(1);
        bench.time.advance(Duration.ofSeconds(1 + 2));

        assertThat(bench.coordinator.taken()).containsExactly("globalReport Committed");
    }

    @Test
    void aMachineWithoutPersistenceLeavesNothingBehind() {
        bench.json("""
                {"Name": "m", "StartState": "a", "IsPersist": false, "States": {
                   "a": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "a"}}}
                """);

        Run run = bench.start(Map.of());

        assertThat(states(run)).containsExactly("a SU");
        assertThat(bench.store.inserts + bench.store.transitions).isZero();
        assertThat(bench.coordinator.taken()).isEmpty();
    }
}
