package dev.assent.saga.conformance;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.script.ScriptException;
import org.jspecify.annotations.Nullable;

/** The scripts of the conformance machines. */
final class Groovy {
    private Groovy() {}

    static @Nullable Object run(String script, Map<String, @Nullable Object> variables) throws ScriptException {
        try {
            return new GroovyShell(new Binding(new LinkedHashMap<>(variables))).evaluate(script);
        } catch (RuntimeException e) {
            throw new ScriptException(e);
        }
    }

    /** An engine of the JDK's interface wraps an exception once or twice. */
    static String unwrapped(String text) {
        return text.replaceAll("^(javax\\.script\\.ScriptException: )+", "javax.script.ScriptException: ");
    }
}
