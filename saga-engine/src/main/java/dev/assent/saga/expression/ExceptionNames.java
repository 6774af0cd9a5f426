package dev.assent.saga.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes that {@code $Exception} names. They are looked up, not initialised. */
final class ExceptionNames {
    /** Names of another engine's exceptions, which stand for our own and need not be there. */
    private static final List<String> SEATA = List.of("org.apache.seata.", "io.seata.");

    private ExceptionNames() {}

    static void check(String text, String name) {
        if (SEATA.stream().anyMatch(name::startsWith)) {
            return;
        }
        Class<?> found = find(text, name);
        if (!Throwable.class.isAssignableFrom(found)) {
            throw ExpressionErrors.notAnException(text, name, "it is another class", null);
        }
    }

    private static Class<?> find(String text, String name) {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        Class<?> found = ofThread == null ? null : find(name, ofThread);
        try {
            return found != null ? found : Class.forName(name, false, ExceptionNames.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw ExpressionErrors.notAnException(text, name, "there is no such class", e);
        }
    }

    private static @Nullable Class<?> find(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null; // the library's own loader is asked then, and its answer counts
        }
    }
}
