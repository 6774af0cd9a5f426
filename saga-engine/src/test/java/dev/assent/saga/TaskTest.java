package dev.assent.saga;

import static dev.assent.saga.Bench.outcome;
import static dev.assent.saga.Bench.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Reason;
import dev.assent.saga.run.Rules;
import dev.assent.saga.run.Run;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TaskTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static String task(String name, String rest) {
        return "\"%s\": {\"Type\": \"ServiceTask\", \"ServiceName\": \"shop\", \"ServiceMethod\": \"%s\"%s}"
                .formatted(name, name, rest.isEmpty() ? "" : ", " + rest);
    }

    @Test
    void threeStepsAreOneInsertAndThreeTransitions() {
        bench.machine("m", task("a", "\"Next\": \"b\"") + "," + task("b", "\"Next\": \"c\"") + "," + task("c", ""));

        Run run = bench.start(Map.of());

        assertThat(states(run)).containsExactly("a SU", "b SU", "c SU");
        assertThat(bench.store.inserts).isEqualTo(1);
        assertThat(bench.store.transitions).isEqualTo(3);
        assertThat(bench.engine().instance(run.instance().id())).contains(run);
    }

    /** What a failure leaves open depends on how far the call came, and on what it may have changed (3.4). */
    @ParameterizedTest
    @CsvSource({
        "false, connect, FA", "false, connectTimeout, FA", "false, read, FA", "false, other, FA",
        "true, connect, FA", "true, connectTimeout, UN", "true, read, UN", "true, other, UN"
    })
    void theStatusOfAFailure(boolean forUpdate, String failure, String status) {
        bench.answers.put("a", given -> {
            throw new IllegalStateException(failure(failure));
        });
        bench.machine("m", task("a", "\"IsForUpdate\": " + forUpdate));

        Run run = bench.start(Map.of());

        assertThat(states(run)).containsExactly("a " + status);
        assertThat(outcome(run)).isEqualTo(status + "/-");
    }

    private static Exception failure(String kind) {
        return switch (kind) {
            case "connect" -> new ConnectException("refused");
            case "connectTimeout" -> new SocketTimeoutException("connect timed out");
            case "read" -> new SocketTimeoutException("Read timed out");
            default -> new Exception("other");
        };
    }

    @Test
    void theStatusIsTheFirstExpressionThatHolds() {
        bench.machine("m", task("a", """
                        "Input": ["$.[v]"], "Status": {"#root == 1": "SU", "#root == 2": "UN", "$Exception{java.lang.IllegalStateException}": "SU"}
                        """));

        assertThat(states(bench.start(Map.of("v", 1)))).containsExactly("a SU");
        assertThat(states(bench.start(Map.of("v", 2)))).containsExactly("a UN");
        assertThatThrownBy(() -> bench.start(Map.of("v", 3)))
                .isInstanceOfSatisfying(
                        SagaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_MATCHED_STATUS));
        bench.breaks("a");
        assertThat(outcome(bench.start(Map.of("v", 1))))
                .as("the exception is dropped")
                .isEqualTo("SU/-");
    }

    @Test
    void aFailureWithoutExceptionGoesOnAtNext() {
        bench.machine("m", task("a", "\"Status\": {\"true\": \"FA\"}, \"Next\": \"b\"") + "," + task("b", ""));

        Run run = bench.start(Map.of());

        assertThat(states(run)).containsExactly("a FA", "b SU");
        assertThat(outcome(run)).isEqualTo("FA/-");
        assertThat(run.instance().failure()).isNull();
    }

    /** Each rule counts for itself; the waits are 1 s, then 1 s times rate times retries (3.5). */
    @Test
    void retriesTakeNoThreadAndCountForEachRule() {
        bench.breaks("a");
        bench.machine("m", task("a", """
                        "Retry": [{"Exceptions": ["java.lang.IllegalStateException"], "IntervalSeconds": 1, "BackoffRate": 2, "MaxAttempts": 3}]
                        """));
        var before = bench.time.now();

        Run run = bench.start(Map.of());

        assertThat(bench.calls).hasSize(4);
        assertThat(Duration.between(before, bench.time.now())).isEqualTo(Duration.ofSeconds(1 + 2 + 4));
        assertThat(run.steps().get(0).attempts()).isEqualTo(4);
        assertThat(bench.details)
                .extracting(SagaCall::key)
                .containsOnly(run.steps().get(0).id());
        assertThat(bench.details).extracting(SagaCall::attempt).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aRuleWithoutExceptionsIsForTheNetwork() {
        bench.machine("m", task("a", "\"Retry\": [{\"MaxAttempts\": 2}]"));
        bench.breaks("a");
        bench.start(Map.of());
        assertThat(bench.calls).hasSize(1);

        bench.answers.put("a", given -> {
            throw new IllegalStateException(new ConnectException("refused"));
        });
        bench.start(Map.of());
        assertThat(bench.calls).hasSize(1 + 3);
    }

    @Test
    void aCatchMatchesSuperclassesByName() {
        bench.breaks("a");
        bench.machine(
                "m",
                task(
                                "a",
                                "\"Catch\": [{\"Exceptions\": [\"no.such.Class\", \"java.lang.RuntimeException\"], \"Next\": \"b\"}]")
                        + "," + task("b", ""));

        assertThat(states(bench.start(Map.of()))).containsExactly("a FA", "b SU");
    }

    @Test
    void whatAServiceReturnsIsAPlainValueAtOnce() {
        bench.answers.put("a", given -> new Order("o-1", new BigDecimal("1.50"), List.of((short) 1)));
        bench.machine("m", task("a", "\"Output\": {\"id\": \"$.[id]\", \"all\": \"$.#root\"}"));

        Run run = bench.start(Map.of());

        assertThat(run.instance().endParams())
                .isEqualTo(Map.of("id", "o-1", "all", Map.of("id", "o-1", "price", 1.5, "lines", List.of(1))));
    }

    /** A bean. */
    record Order(String id, BigDecimal price, List<Short> lines) {}

    /** Arguments are converted to the method's parameter types; what is missing is null (3.2). */
    @Test
    void argumentsAreConverted() {
        Shop shop = new Shop();
        bench.object("objects", shop);
        bench.machine("m", """
                "a": {"Type": "ServiceTask", "ServiceName": "objects", "ServiceMethod": "take",
                      "Input": [{"id": "o-1", "price": 2, "lines": [1, 2]}, "FAILED", 7]}
                """);

        bench.start(Map.of());

        assertThat(shop.seen)
                .isEqualTo("Order[id=o-1, price=2, lines=[1, 2]] FAILED 7 null "
                        + shop.calls.get(0).key() + " 1");
    }

    /** Machines for Seata's engine write the classes of values down (10.1); here the method's parameter says the class. */
    @Test
    void classNamesInTheInputAreNotNeeded() {
        Shop shop = new Shop();
        bench.object("objects", shop);
        bench.machine("m", """
                "a": {"Type": "ServiceTask", "ServiceName": "objects", "ServiceMethod": "takeAll",
                      "Input": [["java.util.ArrayList", [{"@type": "no.such.Order", "id": "o-1", "price": 2, "lines": [1]}]]]}
                """);

        assertThat(outcome(bench.start(Map.of()))).isEqualTo("SU/-");
        assertThat(shop.seen).isEqualTo("[Order[id=o-1, price=2, lines=[1]]]");
    }

    @Test
    void whatCannotBeCalledSaysWhy() {
        bench.object("objects", new Shop());
        bench.machine("m", call("objects", "nothing"));
        assertThat(bench.start(Map.of()).instance().failure())
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_METHOD));
        bench.machine("m", call("objects", "hidden"));
        assertThat(bench.start(Map.of()).instance().failure())
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.METHOD_NOT_PUBLIC));
        bench.machine("m", call("nobody", "x"));
        assertThat(bench.start(Map.of()).instance().failure())
                .satisfies(failure -> assertThat(failure.text()).contains("ASN-6408"));
    }

    private static String call(String service, String method) {
        return "\"a\": {\"Type\": \"ServiceTask\", \"ServiceName\": \"%s\", \"ServiceMethod\": \"%s\"}"
                .formatted(service, method);
    }

    /** A service of a test. */
    static final class Shop {
        String seen = "";
        final List<SagaCall> calls = new java.util.ArrayList<>();

        public void take(Order order, InstanceStatus status, long number, @Nullable String missing, SagaCall call) {
            calls.add(call);
            seen = order + " " + status + " " + number + " " + missing + " " + call.key() + " " + call.attempt();
        }

        public void takeAll(List<Order> orders) {
            seen = orders.toString();
        }

        @SuppressWarnings("unused")
        private void hidden() {}
    }

    @Test
    void anAsyncServiceIsNotWaitedFor() {
        bench.breaks("a");
        bench.machine("m", task("a", "\"IsAsync\": true, \"Next\": \"b\"") + "," + task("b", ""));

        Run run = bench.start(Map.of());

        assertThat(states(run)).containsExactly("a SU", "b SU");
        assertThat(bench.engine()
                        .instance(run.instance().id())
                        .orElseThrow()
                        .steps()
                        .get(0)
                        .failure())
                .as("kept for people")
                .satisfies(failure -> assertThat(failure.text()).contains("a is broken"));
    }

    @Test
    void aScriptLeavesNoRow() {
        bench.scripts((type, script, variables) -> type + " " + script + " " + variables);
        bench.machine("m", """
                "s": {"Type": "ScriptTask", "ScriptType": "groovy", "ScriptContent": "x + 1", "Input": [{"x": "$.[x]", "z": "$.[z]"}],
                      "Output": {"y": "$.#root"}}
                """);

        Run run = bench.start(Map.of("x", 1));

        assertThat(run.steps()).isEmpty();
        assertThat(run.instance().endParams()).containsEntry("y", "groovy x + 1 {x=1, z=null}");
        assertThat(outcome(run)).isEqualTo("SU/-");
    }

    @Test
    void anInputThatCannotBeEvaluatedIsThrown() {
        bench.machine("m", task("a", "\"Input\": [\"$.[x].y.z\"]"));

        assertThatThrownBy(() -> bench.start(Map.of())).isInstanceOfSatisfying(SagaException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.VARIABLES_ASSIGN_ERROR);
            assertThat(e.code()).isEqualTo("ASN-6305");
            Run run = bench.engine().instance(e.instanceId().orElseThrow()).orElseThrow();
            assertThat(run.instance().running()).isFalse();
        });
    }

    /** Seata's engine leaves such an instance running for ever (4). */
    @Test
    void aChoiceThatCannotBeEvaluatedEndsTheInstance() {
        bench.machine(
                "m",
                "\"c\": {\"Type\": \"Choice\", \"Choices\": [{\"Expression\": \"[x].y > 1\", \"Next\": \"a\"}]}, "
                        + task("a", ""));

        assertThatThrownBy(() -> bench.start(Map.of()))
                .isInstanceOfSatisfying(
                        SagaException.class,
                        e -> assertThat(bench.engine()
                                        .instance(e.instanceId().orElseThrow())
                                        .orElseThrow()
                                        .instance()
                                        .running())
                                .isFalse());
        assertThat(bench.coordinator.taken()).last().isEqualTo("globalReport Finished");
    }

    @Test
    void aRunHasATime() {
        bench.rules(new Rules(Duration.ofSeconds(10), Duration.ofMinutes(5), false, false, false, false));
        bench.answers.put("a", given -> {
            bench.time.advance(Duration.ofSeconds(11));
            return null;
        });
        bench.machine("m", task("a", "\"Next\": \"b\"") + "," + task("b", ""));

        assertThatThrownBy(() -> bench.start(Map.of()))
                .isInstanceOfSatisfying(
                        SagaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXECUTION_TIMEOUT));
        assertThat(bench.coordinator.taken()).as("not reported").containsExactly("begin name=$Saga_m timeout=10000");
    }
}
