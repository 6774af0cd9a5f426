package dev.assent.saga.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exception as a value, which the store can keep: no class of it is loaded to read or to match it.
 *
 * @param classes the names of its class and its superclasses, nearest first; never empty
 * @param message null if it has none
 * @param net how far a call came that failed on the network
 * @param reason null if a service threw it; else the engine itself found the fault
 * @param raised whether a caller of the engine gets it thrown, and not only an instance that ended badly
 */
public record Failure(
        List<String> classes,
        @Nullable String message,
        Net net,
        @Nullable Reason reason,
        boolean raised) {
    private static final String ENGINE_CLASS = "dev.assent.saga.SagaException";

    /** So that a {@code Catch} of a machine written for Seata's engine still matches. */
    private static final List<String> SEATA_CLASSES = List.of(
            "org.apache.seata.saga.engine.exception.EngineExecutionException",
            "org.apache.seata.common.exception.FrameworkException",
            "io.seata.saga.engine.exception.EngineExecutionException",
            "io.seata.common.exception.FrameworkException");

    /** How far a call came. */
    public enum Net {
        /** No network error. */
        NOT,
        /** Nothing was sent. */
        CONNECT,
        /** Nothing was sent in time. */
        CONNECT_TIMEOUT,
        /** It may have been carried out. */
        READ_TIMEOUT
    }

    public Failure {
        classes = List.copyOf(classes);
    }

    /** A fault that the engine found; callers get it thrown. */
    public static Failure of(Reason reason, String sentence) {
        return engine(reason, sentence, true);
    }

    /** As {@link #of(Reason, String)}, for a step's failure like any other: a {@code Catch} may take it. */
    public static Failure quiet(Reason reason, String sentence) {
        return engine(reason, sentence, false);
    }

    private static Failure engine(Reason reason, String sentence, boolean raised) {
        List<String> classes = new ArrayList<>(List.of(ENGINE_CLASS));
        classes.addAll(SEATA_CLASSES);
        classes.addAll(List.of("java.lang.RuntimeException", "java.lang.Exception", "java.lang.Throwable"));
        return new Failure(classes, sentence, Net.NOT, reason, raised);
    }

    /** As {@link Throwable#toString()} would show it. */
    public String text() {
        return message == null ? classes.get(0) : classes.get(0) + ": " + message;
    }

    /** Whether it is of that class or a subclass of it, by name. */
    public boolean is(String className) {
        return classes.contains(className);
    }

    /** For the store: text, lists and maps. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("classes", classes);
        if (message != null) {
            tree.put("message", message);
        }
        tree.put("net", net.name());
        if (reason != null) {
            tree.put("reason", reason.name());
        }
        tree.put("raised", raised);
        return tree;
    }

    /** What {@link #tree()} gave. */
    public static Failure of(Map<String, ?> tree) {
        Object message = tree.get("message");
        Object reason = tree.get("reason");
        return new Failure(
                Trees.texts(tree.get("classes")),
                message == null ? null : message.toString(),
                Net.valueOf(String.valueOf(tree.get("net"))),
                reason == null ? null : Reason.valueOf(reason.toString()),
                Boolean.TRUE.equals(tree.get("raised")));
    }
}
