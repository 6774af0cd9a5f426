package dev.assent.saga.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The graph of nodes and edges that the older designer of Seata saves, as the plain format. A Catch node belongs to the task
 * that it touches in the picture.
 */
final class GraphFormat {
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    /** By name. */
    private final Map<String, ObjectNode> states = new LinkedHashMap<>();

    private final Problems problems;
    private ObjectNode machine = JsonNodeFactory.instance.objectNode();

    private GraphFormat(Problems problems) {
        this.problems = problems;
    }

    static boolean is(JsonNode root) {
        return root.has("nodes") && root.has("edges");
    }

    static JsonNode plain(JsonNode root, Problems problems) {
        GraphFormat graph = new GraphFormat(problems);
        root.get("nodes").forEach(graph::node);
        root.get("edges").forEach(graph::edge);
        ObjectNode all = graph.machine.putObject("States");
        graph.states.forEach(all::set);
        return graph.machine;
    }

    private void node(JsonNode drawn) {
        ObjectNode state = null;
        JsonNode props = drawn.path("stateProps");
        String type = drawn.path("stateType").asText();
        if (type.equals("Start")) {
            if (props.path("StateMachine").isObject()) {
                machine = props.get("StateMachine").deepCopy();
            }
        } else if (!type.equals("Catch")) {
            state = props.isObject() ? props.deepCopy() : JsonNodeFactory.instance.objectNode();
            state(new Node(drawn, state), state);
        }
        nodes.put(drawn.path("id").asText(), new Node(drawn, state));
    }

    private void state(Node node, ObjectNode state) {
        if (node.name().isEmpty()) {
            problems.add(
                    null,
                    "nodes",
                    "expected a stateId of node " + node.drawn.path("id").asText() + ", but it is missing");
        } else if (states.putIfAbsent(node.name(), state) != null) {
            problems.add(node.name(), "", "expected a name of its own, but another state has it too");
        }
        boolean undoing = node.type().equals("Compensation");
        state.put("Type", undoing ? "ServiceTask" : node.type());
        if (undoing) {
            state.put("IsForCompensation", true);
        }
        if (node.drawn.path("label").isTextual() && !state.has("Comment")) {
            state.put("Comment", node.drawn.get("label").asText());
        }
    }

    private void edge(JsonNode edge) {
        Node from = nodes.get(edge.path("source").asText());
        Node to = nodes.get(edge.path("target").asText());
        if (from == null || to == null || to.state == null) {
            problems.add(
                    null,
                    "edges",
                    "expected an edge from a node to a state, but got one from '"
                            + edge.path("source").asText() + "' to '"
                            + edge.path("target").asText() + "'");
            return;
        }
        String target = to.name();
        if (from.type().equals("Start")) {
            machine.put("StartState", target);
        } else if (from.state == null) {
            caught(from.drawn, edge, target);
        } else if (from.type().equals("Choice")) {
            branch(from.state, edge, target);
        } else {
            from.state.put(to.type().equals("Compensation") ? "CompensateState" : "Next", target);
        }
    }

    private static void branch(ObjectNode choice, JsonNode edge, String target) {
        JsonNode props = edge.path("stateProps");
        if (props.path("Default").asBoolean(false)) {
            choice.put("Default", target);
        } else {
            choice.withArray("Choices")
                    .addObject()
                    .put("Expression", props.path("Expression").asText())
                    .put("Next", target);
        }
    }

    private void caught(JsonNode node, JsonNode edge, String target) {
        ObjectNode task = touched(node);
        if (task == null) {
            problems.add(
                    null,
                    "nodes",
                    "expected Catch " + node.path("id").asText()
                            + " to touch the task it belongs to, but it touches none");
            return;
        }
        JsonNode props = edge.path("stateProps").has("Exceptions") ? edge.path("stateProps") : node.path("stateProps");
        ArrayNode exceptions = JsonNodeFactory.instance.arrayNode();
        props.path("Exceptions").forEach(exceptions::add);
        ObjectNode rule = task.withArray("Catch").addObject();
        rule.set("Exceptions", exceptions);
        rule.put("Next", target);
    }

    private @Nullable ObjectNode touched(JsonNode caught) {
        Box box = Box.of(caught);
        return nodes.values().stream()
                .filter(node -> node.isTask() && Box.of(node.drawn).touches(box))
                .map(Node::state)
                .findFirst()
                .orElse(null);
    }

    /**
     * One node of the picture.
     *
     * @param state null for Start and Catch, which are no states
     */
    private record Node(JsonNode drawn, @Nullable ObjectNode state) {
        String type() {
            return drawn.path("stateType").asText();
        }

        String name() {
            return drawn.path("stateId").asText();
        }

        boolean isTask() {
            return state != null
                    && (type().endsWith("Task") || type().equals("SubStateMachine") || type().equals("Compensation"));
        }
    }

    /** A rectangle around its middle. */
    private record Box(double x, double y, double width, double height) {
        static Box of(JsonNode node) {
            String[] size = node.path("size").asText("0*0").split("\\*", 2);
            return new Box(
                    node.path("x").asDouble(),
                    node.path("y").asDouble(),
                    number(size[0]),
                    number(size[size.length - 1]));
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text.strip());
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        boolean touches(Box other) {
            return Math.abs(x - other.x) <= (width + other.width) / 2
                    && Math.abs(y - other.y) <= (height + other.height) / 2;
        }
    }
}
