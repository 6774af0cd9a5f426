package dev.assent.saga.conformance;

import dev.assent.saga.MemoryStore;
import dev.assent.saga.RecordingCoordinator;
import dev.assent.saga.SagaEngine;
import dev.assent.saga.SagaException;
import dev.assent.saga.Services;
import dev.assent.saga.StoreException;
import dev.assent.saga.VirtualTime;
import dev.assent.saga.run.Rules;
import dev.assent.saga.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.seata.saga.engine.mock.DemoService;
import org.jspecify.annotations.Nullable;

/** Runs the scenarios of one file, one after the other, on one engine, and says where it differs. */
final class Replay implements AutoCloseable {
    private final RecordingCoordinator coordinator = new RecordingCoordinator();
    private final List<String> calls = new ArrayList<>();
    private final SagaEngine engine;
    private final Map<String, String> instances = new HashMap<>();

    Replay(String file, Map<String, String> machines) {
        boolean registered = file.contains("-reg-");
        Rules standard = Rules.standard();
        Services services = Services.builder()
                .object("demoService", new DemoService(calls::add, file.contains("rndConnect")))
                .object("inventoryAction", new ShopActions("inventory", calls::add))
                .object("balanceAction", new ShopActions("balance", calls::add))
                .build();
        engine = SagaEngine.builder()
                .store(new MemoryStore())
                .coordinator(coordinator)
                .services(services)
                .scripts((type, script, variables) -> Groovy.run(script, variables))
                .time(new VirtualTime())
                .recoverEvery(Duration.ZERO)
                .threads(Runnable::run)
                .rules(new Rules(standard.runTimeout(), standard.callTimeout(), false, false, registered, registered))
                .build();
        machines.forEach(engine::register);
    }

    /** What is not as expected; empty if all is. */
    List<String> differences(Expected expected) {
        coordinator.taken();
        calls.clear();
        List<String> differences = new ArrayList<>();
        Run run = null;
        String thrown = null;
        String id = null;
        try {
            run = operate(expected);
            id = run.instance().id();
        } catch (SagaException e) {
            thrown = e.reason().seataCode();
            id = e.instanceId().orElse(null);
        } catch (StoreException e) {
            thrown = "StoreException";
        }
        if (expected.operation().equals("start") && id != null) {
            instances.put(expected.label(), id);
            instances.put(expected.group(), id);
        }
        compareThrown(differences, expected.thrown(), thrown);
        if (run == null && id != null && expected.result("result") != null) {
            run = engine.instance(id).orElse(null);
        }
        compare(differences, "result", expected, run);
        compare(
                differences,
                "reloaded",
                expected,
                id == null ? null : engine.instance(id).orElse(null));
        if (expected.hasLoop()) {
            compareLast(differences, expected.tc(), coordinator.taken());
        } else {
            add(differences, "tc", expected.tc(), coordinator.taken());
            add(
                    differences,
                    "calls",
                    expected.calls(),
                    calls.stream().map(Masks::call).toList());
        }
        return differences;
    }

    private Run operate(Expected expected) {
        if (expected.operation().equals("start")) {
            return engine.start(expected.machine(), expected.businessKey(), expected.params());
        }
        String id =
                instances.getOrDefault(expected.label(), instances.getOrDefault(expected.group(), "no-such-instance"));
        return switch (expected.operation()) {
            case "forward" -> engine.forward(id, expected.params());
            case "compensate" -> engine.compensate(id, expected.params());
            case "skipAndForward" -> engine.skipAndForward(id, expected.params());
            default ->
                throw new IllegalArgumentException(
                        "Expected scenario '" + expected.title() + "' to be a known operation, but it is not.");
        };
    }

    private static void compareThrown(List<String> differences, @Nullable String expected, @Nullable String thrown) {
        boolean same = Objects.equals(expected, thrown)
                || (expected != null && thrown != null && expected.endsWith("." + thrown));
        if (!same) {
            differences.add("thrown: expected " + expected + ", but was " + thrown);
        }
    }

    private void compare(List<String> differences, String key, Expected expected, @Nullable Run run) {
        Map<String, @Nullable Object> wanted = expected.result(key);
        if (wanted == null) {
            return;
        }
        if (run == null) {
            differences.add(key + ": expected a run, but there is none");
            return;
        }
        Map<String, @Nullable Object> shown =
                Shown.run(run, String.valueOf(wanted.get("machine")), key.equals("result"));
        if (expected.hasLoop()) {
            shown = inAnyOrder(shown);
            wanted = inAnyOrder(wanted);
        }
        for (String field : wanted.keySet()) {
            add(differences, key + "." + field, plain(wanted.get(field)), plain(shown.get(field)));
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        StringBuilder lines = new StringBuilder();
        for (Object each : list) {
            Map<String, @Nullable Object> sorted = new LinkedHashMap<>();
            Expected.map(each).keySet().stream()
                    .sorted()
                    .forEach(name -> sorted.put(name, Expected.map(each).get(name)));
            lines.append("\n        ").append(Masks.without(sorted));
        }
        return lines.toString();
    }

    /** Which states were reached, and how the whole ended. */
    private static Map<String, @Nullable Object> inAnyOrder(Map<String, @Nullable Object> run) {
        Map<String, @Nullable Object> loose = Masks.without(run, "states", "endParams");
        TreeSet<String> names = new TreeSet<>();
        for (Object state : Expected.list(run.get("states"))) {
            names.add(String.valueOf(Expected.map(state).get("name")).replaceAll("-loop-\\d+$", "-loop"));
        }
        loose.put("names", names.toString());
        return loose;
    }

    private static void compareLast(List<String> differences, List<String> expected, List<String> seen) {
        String last = expected.isEmpty() ? "" : expected.get(expected.size() - 1);
        add(differences, "last tc", last, seen.isEmpty() ? "" : seen.get(seen.size() - 1));
    }

    private static void add(List<String> differences, String what, @Nullable Object expected, @Nullable Object seen) {
        if (!Objects.equals(expected, seen)) {
            differences.add(what + ":\n      expected " + expected + "\n      but was  " + seen);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
