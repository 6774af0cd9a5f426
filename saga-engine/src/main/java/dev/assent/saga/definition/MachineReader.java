package dev.assent.saga.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads definitions in Seata's state language, plain or as the graph that its older designer saves. Keys that the language does
 * not know are left out, as Seata's engine does. Safe for many threads.
 */
public final class MachineReader {
    private MachineReader() {}

    /**
     * @param source names the definition in errors, for example its file
     * @throws InvalidMachine with everything that is wrong with it
     */
    public static Machine read(String source, String json) {
        Problems problems = new Problems();
        JsonNode root = parse(source, json);
        if (GraphFormat.is(root)) {
            root = GraphFormat.plain(root, problems);
        } else {
            RepeatedStates.find(json, problems);
        }
        Machine machine = machine(root, json, problems);
        if (problems.isEmpty()) {
            new MachineCheck(machine, problems).run();
        }
        if (!problems.isEmpty()) {
            throw new InvalidMachine(source, problems.all());
        }
        return machine;
    }

    private static JsonNode parse(String source, String json) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " in line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new InvalidMachine(
                    source,
                    List.of(new Problem(null, "", "expected JSON, but" + where + ": " + e.getOriginalMessage())));
        }
        throw new InvalidMachine(source, List.of(new Problem(null, "", "expected a JSON object")));
    }

    private static Machine machine(JsonNode root, String json, Problems problems) {
        Attributes top = Attributes.of(root, null, "", problems);
        Map<String, JsonNode> nodes = top.members("States");
        if (nodes.isEmpty()) {
            top.problem("States", "expected at least one state, but there is none");
        }
        StateReader reader = new StateReader(nodes, problems);
        Map<String, State> states = new LinkedHashMap<>();
        nodes.forEach((name, node) -> {
            State state = reader.read(name, node);
            if (state != null) {
                states.put(name, state);
            }
        });
        return new Machine(
                top.requiredText("Name"),
                top.text("Version"),
                top.text("Comment"),
                top.requiredText("StartState"),
                top.word("RecoverStrategy", RecoverStrategy.values(), RecoverStrategy::word),
                top.bool("IsPersist", true),
                top.bool("IsRetryPersistModeUpdate"),
                top.bool("IsCompensatePersistModeUpdate"),
                top.seconds("TimeoutSeconds"),
                states,
                json,
                hash(json));
    }

    private static String hash(String json) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has", e);
        }
    }
}
