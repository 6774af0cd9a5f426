package dev.assent.saga;

import static dev.assent.saga.Bench.outcome;
import static dev.assent.saga.Bench.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.saga.run.Reason;
import dev.assent.saga.run.Rules;
import dev.assent.saga.run.Run;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CompensationTest {
    private static final String ORDER = """
            "a": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "a", "CompensateState": "undoA", "Next": "b"},
            "b": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "b", "CompensateState": "undoB", "Next": "c"},
            "c": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "c", "CompensateState": "undoC",
                  "Catch": [{"Exceptions": ["java.lang.Throwable"], "Next": "trigger"}]},
            "undoA": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "undoA"},
            "undoB": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "undoB"},
            "undoC": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "undoC"},
            "trigger": {"Type": "CompensationTrigger", "Next": "fail"},
            "fail": {"Type": "Fail", "ErrorCode": "NO", "Message": "not now"}
            """;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theLastStepIsUndoneFirst() {
        bench.breaks("c").machine("m", ORDER);

        Run run = bench.start(Map.of());

        assertThat(states(run)).containsExactly("a SU", "b SU", "c UN", "undoC SU", "undoB SU", "undoA SU");
        assertThat(outcome(run)).isEqualTo("UN/SU");
        assertThat(run.instance().endParams()).containsEntry("_statemachine_error_code_", "NO");
        assertThat(bench.coordinator.taken()).last().isEqualTo("globalReport Rollbacked");
    }

    /** Forward and compensation carry the same key, so that a fence can refuse what comes too late. */
    @Test
    void aCompensationHasTheKeyOfItsStep() {
        bench.breaks("c").machine("m", ORDER);

        Run run = bench.start(Map.of());

        assertThat(bench.details.get(5).key()).isEqualTo(run.steps().get(0).id());
        assertThat(bench.details.get(5).compensation()).isTrue();
        assertThat(run.steps().get(5).id()).isEqualTo(run.steps().get(0).id() + "-1");
    }

    @Test
    void aCompensationThatFailedIsResumedWhereItStopped() {
        bench.breaks("c").breaks("undoB").machine("m", ORDER);
        String id = bench.start(Map.of()).instance().id();
        assertThat(outcome(bench.engine().instance(id).orElseThrow())).isEqualTo("UN/UN");
        assertThat(bench.calls).last().isEqualTo("undoB[]");

        assertThat(outcome(bench.engine().compensate(id, Map.of()))).isEqualTo("UN/UN");
        Run run = bench.repair("undoB").engine().compensate(id, Map.of());

        assertThat(outcome(run)).isEqualTo("UN/SU");
        assertThat(states(bench.engine().instance(id).orElseThrow()))
                .containsExactly(
                        "a SU",
                        "b SU",
                        "c UN",
                        "undoC SU",
                        "undoB UN ignored",
                        "undoB UN ignored",
                        "undoB SU",
                        "undoA SU");
        assertThat(bench.engine().compensate(id, Map.of()))
                .as("it is done")
                .isEqualTo(bench.engine().instance(id).orElseThrow());
    }

    @Test
    void aRepeatedCompensationMayUpdateItsRow() {
        Rules standard = Rules.standard();
        bench.rules(new Rules(standard.runTimeout(), standard.callTimeout(), true, true, false, false));
        bench.breaks("c").breaks("undoB").machine("m", ORDER);
        String id = bench.start(Map.of()).instance().id();

        bench.repair("undoB").engine().compensate(id, Map.of());

        assertThat(states(bench.engine().instance(id).orElseThrow()))
                .containsExactly("a SU", "b SU", "c UN", "undoC SU", "undoB SU", "undoA SU");
    }

    @Test
    void whatChangesDataMustHaveACompensation() {
        bench.breaks("b").machine("m", """
                        "a": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "a", "IsForUpdate": true, "Next": "b"},
                        "b": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "b",
                              "Catch": [{"Exceptions": ["java.lang.Throwable"], "Next": "trigger"}]},
                        "trigger": {"Type": "CompensationTrigger"}
                        """);

        assertThatThrownBy(() -> bench.start(Map.of()))
                .isInstanceOfSatisfying(
                        SagaException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.COMPENSATION_STATE_NOT_FOUND));
    }

    @Test
    void aFailureGoesForwardOnceItsCauseIsGone() {
        bench.breaks("b").machine("m", ORDER);
        Run failed = bench.start(Map.of("v", 1));
        assertThat(outcome(failed)).isEqualTo("UN/-");

        Run run = bench.repair("b").engine().forward(failed.instance().id(), Map.of("v", 2));

        assertThat(states(run)).containsExactly("a SU", "b UN ignored", "b SU", "c SU");
        assertThat(run.steps().get(2).id()).isEqualTo(run.steps().get(1).id() + ".1");
        assertThat(outcome(run)).isEqualTo("SU/-");
        assertThat(run.instance().endParams()).isEqualTo(Map.of("v", 2));
        assertThat(run.instance().failure()).isNull();
    }

    @Test
    void aFailureCanBeSkipped() {
        bench.breaks("b").machine("m", ORDER);
        Run failed = bench.start(Map.of());

        Run run = bench.engine().skipAndForward(failed.instance().id(), Map.of());

        assertThat(states(run)).containsExactly("a SU", "b SK", "c SU");
        assertThat(outcome(run)).isEqualTo("SU/-");
        assertThat(bench.calls).containsExactly("a[]", "b[]", "c[]");
    }

    @Test
    void anInstanceCanBeForkedAtAStep() {
        bench.machine(
                "m",
                ORDER.replace(
                        "\"Next\": \"b\"", "\"Output\": {\"x\": \"$.[x]\"}, \"Input\": [{\"x\": 7}], \"Next\": \"b\""));
        Run run = bench.start(Map.of("v", 1));
        bench.calls.clear();

        Run fork = bench.engine().fork(run.instance().id(), run.steps().get(1).id(), null, Map.of("w", 2));

        assertThat(states(fork)).containsExactly("b SU", "c SU");
        assertThat(fork.instance().endParams()).isEqualTo(Map.of("v", 1, "x", 7, "w", 2));
        assertThat(fork.instance().id()).isNotEqualTo(run.instance().id());
    }

    @Test
    void whatIsNotThereOrNotPossibleIsRefused() {
        bench.machine("m", ORDER);
        Run done = bench.start(Map.of());

        assertReason(() -> bench.engine().forward("unknown", Map.of()), Reason.INSTANCE_NOT_EXISTS);
        assertReason(() -> bench.engine().compensate("unknown", Map.of()), Reason.INSTANCE_NOT_EXISTS);
        assertReason(() -> bench.engine().start("unknown", Map.of()), Reason.OBJECT_NOT_EXISTS);
        assertThat(bench.engine().forward(done.instance().id(), Map.of())).isEqualTo(done);
        bench.engine().compensate(done.instance().id(), Map.of());
        assertReason(() -> bench.engine().forward(done.instance().id(), Map.of()), Reason.OPERATION_DENIED);
    }

    private static void assertReason(Runnable call, Reason reason) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        SagaException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aBusinessKeyIsUsedOnceAndLeavesNoOpenTransaction() {
        bench.machine("m", ORDER);
        Run run = bench.engine().start("m", "order-1", Map.of());
        bench.coordinator.taken();

        assertThatThrownBy(() -> bench.engine().start("m", "order-1", Map.of())).isInstanceOf(StoreException.class);

        assertThat(bench.coordinator.taken())
                .containsExactly("begin name=$Saga_m timeout=1800000", "globalReport Finished");
        assertThat(bench.engine().byBusinessKey("order-1")).contains(run);
        assertThat(run.instance().endParams()).containsEntry("_business_key_", "order-1");
    }
}
