package dev.assent.saga.store;

import dev.assent.saga.Definition;
import dev.assent.saga.run.Failure;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Pending;
import dev.assent.saga.run.Position;
import dev.assent.saga.run.Reason;
import dev.assent.saga.run.Step;
import dev.assent.saga.run.Transition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instances and steps for the tests of stores. */
final class Examples {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
    static final String TENANT = "000001";

    private Examples() {}

    /** Every kind of value that a store has to give back as it was. */
    static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("int", 7);
        values.put("long", 7L);
        values.put("large", Long.MAX_VALUE);
        values.put("double", 0.1);
        values.put("whole", 1.0);
        values.put("zero", -0.0);
        values.put("none", Double.NaN);
        values.put("float", 1.5f);
        values.put("decimal", new BigDecimal("1.00"));
        values.put("integer", BigInteger.TEN.pow(30));
        values.put("bool", true);
        values.put("text", "größer \"λ\" 漢 \uD83D\uDE00\n");
        values.put("list", new ArrayList<Object>(Arrays.asList(1, null, List.of(), "a")));
        values.put("pair", List.of("java.lang.Long", "2"));
        values.put("map", new LinkedHashMap<>(Map.of("@type", "com.example.Evil", "@@", List.of(Map.of()))));
        return values;
    }

    static Instance running(String id, String owner) {
        return instance(id, null, owner, 1, 0, null);
    }

    static Instance instance(
            String id, @Nullable String businessKey, String owner, long epoch, long revision, @Nullable Instant due) {
        return new Instance(
                id,
                "machine",
                "hash",
                TENANT,
                null,
                businessKey,
                values(),
                NOW,
                NOW,
                null,
                null,
                null,
                values(),
                InstanceStatus.RUNNING,
                null,
                true,
                position(),
                due,
                null,
                owner,
                epoch,
                revision);
    }

    static Instance child(String id, String parentId, @Nullable String businessKey, Instant started) {
        return new Instance(
                id,
                "machine",
                null,
                TENANT,
                parentId,
                businessKey,
                Map.of(),
                started,
                started,
                null,
                null,
                null,
                Map.of(),
                InstanceStatus.RUNNING,
                null,
                true,
                position(),
                null,
                null,
                "a",
                1,
                0);
    }

    static Instance ended(Instance from, long revision) {
        return new Instance(
                from.id(),
                from.machineId(),
                from.definitionHash(),
                from.tenant(),
                from.parentId(),
                from.businessKey(),
                from.startParams(),
                from.started(),
                NOW.plusMillis(5),
                NOW.plusMillis(5),
                Failure.of(Reason.NO_CHOICE_MATCHED, "none matched"),
                values(),
                values(),
                InstanceStatus.UNKNOWN,
                InstanceStatus.SUCCEEDED,
                false,
                position(),
                null,
                null,
                from.owner(),
                from.ownerEpoch(),
                revision);
    }

    private static Position position() {
        Pending pending = new Pending(
                "step-2",
                "Second",
                new ArrayList<>(Arrays.asList("x", 3L, null)),
                1,
                List.of(0, 2),
                NOW.plusSeconds(5),
                NOW,
                null,
                null,
                null,
                null,
                null,
                null);
        return new Position(List.of(pending), List.of("step-1"), "Undo", null, Map.of(), "root", 2);
    }

    static Step step(String instanceId, String id, int sequence, InstanceStatus status) {
        return new Step(
                id,
                instanceId,
                sequence,
                "First",
                "ServiceTask",
                "stock",
                "take",
                null,
                null,
                null,
                null,
                NOW,
                NOW,
                NOW.plusMillis(1),
                true,
                new ArrayList<>(Arrays.asList(values(), null)),
                values(),
                status,
                status == InstanceStatus.SUCCEEDED ? null : Failure.quiet(Reason.UNKNOWN, "broke"),
                2,
                false,
                77L,
                null);
    }

    static Transition alone(Instance instance) {
        return new Transition(instance, List.of(), List.of());
    }

    static Transition with(Instance instance, Step... steps) {
        return new Transition(instance, List.of(steps), List.of());
    }

    static Definition definition(String name, @Nullable String version, String text) {
        return new Definition(name, TENANT, version, "a comment", "Compensate", text, "f".repeat(64), NOW);
    }
}
