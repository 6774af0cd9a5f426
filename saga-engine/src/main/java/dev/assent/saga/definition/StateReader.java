package dev.assent.saga.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the states of one machine. */
final class StateReader {
    private static final String TYPES = "ServiceTask, ScriptTask, SubStateMachine, CompensateSubMachine, Choice, Wait,"
            + " Succeed, Fail or CompensationTrigger";

    private final Set<String> undoing = new TreeSet<>();
    private final Problems problems;

    /** @param all the states of the machine: one that is named as a {@code CompensateState} undoes another */
    StateReader(Map<String, JsonNode> all, Problems problems) {
        this.problems = problems;
        all.values().forEach(node -> {
            JsonNode undo = node.get("CompensateState");
            if (undo != null && undo.isTextual()) {
                undoing.add(undo.textValue());
            }
        });
    }

    /** Null if it is no state; then the problems say why. */
    @Nullable
    State read(String name, JsonNode node) {
        Attributes state = Attributes.of(node, name, "", problems);
        if (!node.isObject()) {
            problems.add(name, "", "expected an object");
            return null;
        }
        String type = state.requiredText("Type");
        if (type.isEmpty()) {
            return null;
        }
        String comment = state.text("Comment");
        String next = state.text("Next");
        Map<String, Object> extensions = extensions(state);
        // the case of the letters does not matter, as in Seata 2.5
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "servicetask" ->
                new ServiceTask(
                        name,
                        comment,
                        next,
                        extensions,
                        settings(state),
                        state.requiredText("ServiceName"),
                        state.requiredText("ServiceMethod"),
                        state.text("ServiceType"),
                        state.has("ParameterTypes") ? state.texts("ParameterTypes") : null,
                        state.bool("IsAsync", false),
                        state.text("StatusMethod"));
            case "scripttask" -> script(state, comment, next, extensions);
            case "substatemachine" ->
                new SubStateMachine(
                        name, comment, next, extensions, settings(state), state.requiredText("StateMachineName"));
            case "compensatesubmachine" -> new CompensateSubMachine(name, comment, next, extensions, settings(state));
            case "choice" -> choice(state, comment, next, extensions);
            case "wait" -> waiting(state, comment, next, extensions);
            case "succeed" -> new Succeed(name, comment, next, extensions);
            case "fail" -> new Fail(name, comment, next, extensions, state.text("ErrorCode"), state.text("Message"));
            case "compensationtrigger" -> new CompensationTrigger(name, comment, next, extensions);
            default -> {
                state.problem("Type", "expected " + TYPES + ", but got '" + type + "'");
                yield null;
            }
        };
    }

    /** A script counts as one that changes nothing: it leaves no row, so nothing can be undone by it. */
    private ScriptTask script(
            Attributes state, @Nullable String comment, @Nullable String next, Map<String, Object> extensions) {
        TaskSettings read = settings(state);
        TaskSettings plain = new TaskSettings(
                null,
                false,
                false,
                false,
                null,
                null,
                read.retry(),
                read.catches(),
                read.input(),
                read.output(),
                read.status(),
                read.loop(),
                read.timeout(),
                read.onUnknown());
        String type = state.text("ScriptType");
        return new ScriptTask(
                String.valueOf(state.state()),
                comment,
                next,
                extensions,
                plain,
                type == null ? ScriptTask.DEFAULT_TYPE : type,
                state.requiredText("ScriptContent"));
    }

    private static Choice choice(
            Attributes state, @Nullable String comment, @Nullable String next, Map<String, Object> extensions) {
        String fallback = state.text("Default");
        List<Choice.Branch> branches = state.objects("Choices").stream()
                .filter(branch -> branch.has("Expression") || branch.has("Next"))
                .filter(branch -> !isDefault(branch, fallback))
                .map(branch -> new Choice.Branch(branch.requiredText("Expression"), branch.requiredText("Next")))
                .toList();
        if (branches.isEmpty() && fallback == null && next == null) {
            state.problem("Choices", "expected at least one branch or a Default, but there is none");
        }
        return new Choice(String.valueOf(state.state()), comment, next, extensions, branches, fallback);
    }

    /** The newer designer lists the default among the branches too, without a condition. */
    private static boolean isDefault(Attributes branch, @Nullable String fallback) {
        String condition = branch.text("Expression");
        return fallback != null && (condition == null || condition.isBlank()) && fallback.equals(branch.text("Next"));
    }

    private static Wait waiting(
            Attributes state, @Nullable String comment, @Nullable String next, Map<String, Object> extensions) {
        if (List.of("Seconds", "Until", "Signal").stream().filter(state::has).count() != 1) {
            state.problem("", "expected one of Seconds, Until and Signal");
        }
        return new Wait(
                String.valueOf(state.state()),
                comment,
                next,
                extensions,
                state.number("Seconds"),
                state.text("Until"),
                state.text("Signal"),
                state.number("TimeoutSeconds"),
                state.text("TimeoutNext"));
    }

    private TaskSettings settings(Attributes state) {
        String undo = state.text("CompensateState");
        return new TaskSettings(
                undo,
                state.bool("IsForCompensation", false) || undoing.contains(String.valueOf(state.state())),
                state.bool("IsForUpdate", false) || undo != null,
                state.bool("IsPersist", true),
                state.bool("IsRetryPersistModeUpdate"),
                state.bool("IsCompensatePersistModeUpdate"),
                state.objects("Retry").stream().map(StateReader::retry).toList(),
                state.objects("Catch").stream().map(StateReader::caught).toList(),
                input(state),
                output(state),
                status(state),
                loop(state),
                state.seconds("TimeoutSeconds"),
                state.word("OnUnknown", OnUnknown.values(), OnUnknown::word));
    }

    private static RetryRule retry(Attributes rule) {
        Double attempts = rule.number("MaxAttempts");
        if (attempts == null && !rule.has("MaxAttempts")) {
            rule.problem("MaxAttempts", "expected a number, but it is missing");
        }
        double jitter = rule.number("Jitter", 0);
        if (jitter > 1) {
            rule.problem("Jitter", "expected a number from 0 to 1, but got " + jitter);
        }
        String backoff = rule.text("Backoff");
        if (backoff != null && !backoff.equals("Linear") && !backoff.equals("Exponential")) {
            rule.problem("Backoff", "expected Linear or Exponential, but got '" + backoff + "'");
        }
        return new RetryRule(
                rule.texts("Exceptions"),
                rule.number("IntervalSeconds", 0),
                attempts == null ? 0 : attempts.intValue(),
                rule.number("BackoffRate", 0),
                "Exponential".equals(backoff),
                rule.number("MaxIntervalSeconds"),
                jitter);
    }

    private static CatchRule caught(Attributes rule) {
        return new CatchRule(rule.texts("Exceptions"), rule.requiredText("Next"));
    }

    private static List<@Nullable Object> input(Attributes state) {
        List<@Nullable Object> input = new ArrayList<>();
        state.elements("Input").forEach(each -> input.add(Trees.of(each)));
        return input;
    }

    private static Map<String, @Nullable Object> output(Attributes state) {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        state.members("Output").forEach((name, value) -> output.put(name, Trees.of(value)));
        return output;
    }

    private static Map<String, StateStatus> status(Attributes state) {
        Map<String, StateStatus> all = new LinkedHashMap<>();
        state.members("Status").forEach((expression, value) -> {
            switch (value.asText()) {
                case "SU" -> all.put(expression, StateStatus.SU);
                case "FA" -> all.put(expression, StateStatus.FA);
                case "UN" -> all.put(expression, StateStatus.UN);
                default -> state.wrong("Status", "SU, FA or UN for '" + expression + "'", value);
            }
        });
        return all;
    }

    private static @Nullable Loop loop(Attributes state) {
        JsonNode node = state.get("Loop");
        if (node == null) {
            return null;
        }
        if (!node.isObject()) {
            state.wrong("Loop", "an object", node);
            return null;
        }
        Attributes loop = Attributes.of(node, state.state(), "Loop", state.problems());
        return new Loop(
                parallel(loop),
                loop.requiredText("Collection"),
                or(loop.text("ElementVariableName"), Loop.ELEMENT),
                or(loop.text("ElementIndexName"), Loop.INDEX),
                or(loop.text("CompletionCondition"), Loop.COMPLETED));
    }

    /** What is no number counts as 1, as in Seata's engine. */
    private static int parallel(Attributes loop) {
        JsonNode value = loop.get("Parallel");
        if (value == null) {
            loop.problem("Parallel", "expected a number, but it is missing");
            return 1;
        }
        try {
            return Math.max(1, Integer.parseInt(value.asText().strip()));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static String or(@Nullable String text, String absent) {
        return text == null ? absent : text;
    }

    private static Map<String, Object> extensions(Attributes state) {
        Map<String, Object> all = new LinkedHashMap<>();
        state.members("Extensions").forEach((key, value) -> {
            Object tree = Trees.of(value);
            if (tree != null) {
                all.put(key, tree);
            }
        });
        return all;
    }
}
