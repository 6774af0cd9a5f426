package dev.assent.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.client.AssentClient;
import dev.assent.embedded.InProcessCoordinator;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Rules;
import dev.assent.saga.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine with a real coordinator, which calls it again until an instance is at its end. */
final class CoordinatedTest {
    private static final String ORDER = """
            {"Name": "m", "StartState": "a", "States": {
              "a": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "a", "CompensateState": "undo", "Next": "b"},
              "b": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "b", "IsForUpdate": true %s},
              "undo": {"Type": "ServiceTask", "ServiceName": "shop", "ServiceMethod": "undo"},
              "trigger": {"Type": "CompensationTrigger"}}}
            """;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @TempDir
    private Path data;

    private InProcessCoordinator coordinator;
    private AssentClient client;
    private SagaEngine engine;

    @BeforeEach
    void start() {
        coordinator = InProcessCoordinator.start(data, "embedded:8091", failure -> {});
        client = coordinator.connect("shop");
        Rules rules = Rules.standard();
        engine = SagaEngine.builder()
                .store(new MemoryStore())
                .coordinator(new ClientCoordinator(client, client))
                .rules(new Rules(rules.runTimeout(), rules.callTimeout(), false, false, true, true))
                .services(Services.builder().service("shop", this::answer).build())
                .build();
        client.register(new SagaResource(engine, "shop", "default_tx_group"));
    }

    @AfterEach
    void stop() {
        engine.close();
        client.close();
        coordinator.close();
    }

    private @Nullable Object answer(SagaCall call, String method, List<@Nullable Object> arguments) {
        calls.add(method);
        if (!method.equals("a") && failures.getAndDecrement() > 0) {
            throw new IllegalStateException(method + " is broken");
        }
        return null;
    }

    @Test
    void whatSucceedsIsCommitted() {
        engine.register("a test", ORDER.formatted(""));

        Run run = engine.start("m", Map.of());

        assertThat(run.instance().id()).startsWith("embedded:8091:");
        assertThat(run.steps().get(0).branchId()).isNotNull();
        awaitEnd(run.instance().id(), GlobalStatus.COMMITTED);
    }

    @Test
    void whatIsUnknownIsCalledForwardUntilItIsDone() {
        failures.set(2);
        engine.register("a test", ORDER.formatted(""));

        String id = engine.start("m", Map.of()).instance().id();

        await().untilAsserted(() -> assertThat(engine.instance(id).orElseThrow().instance())
                .matches(each -> each.status() == InstanceStatus.SUCCEEDED && !each.running()));
        assertThat(calls).containsExactly("a", "b", "b", "b");
        awaitEnd(id, GlobalStatus.COMMITTED);
    }

    @Test
    void aCompensationThatFailsIsCalledAgain() {
        failures.set(2);
        engine.register(
                "a test",
                ORDER.replace("\"IsForUpdate\": true", "\"IsForUpdate\": false")
                        .formatted(
                                ", \"Catch\": [{\"Exceptions\": [\"java.lang.Throwable\"], \"Next\": \"trigger\"}]"));

        String id = engine.start("m", Map.of()).instance().id();

        await().untilAsserted(() -> assertThat(engine.instance(id).orElseThrow().instance())
                .matches(each -> each.compensationStatus() == InstanceStatus.SUCCEEDED && !each.running()));
        assertThat(calls).containsExactly("a", "b", "undo", "undo");
        awaitEnd(id, GlobalStatus.ROLLBACKED);
    }

    private void awaitEnd(String xid, GlobalStatus status) {
        await().until(() -> client.status(new Xid(xid)) == status);
    }
}
