package dev.assent.saga.script;

import java.util.Map;
import javax.script.ScriptException;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts of one language. Found on the class path by {@link java.util.ServiceLoader}, so an application that does not add one
 * runs no script. Has to be safe for many threads.
 */
public interface ScriptLanguage {
    /** As the {@code ScriptType} of definitions names it, in small letters. */
    String type();

    /**
     * @param variables that the script sees; what it assigns to them is lost; a value may be null
     * @return null for nothing
     * @throws ScriptException whatever the script throws, as its cause; or the script cannot be compiled
     */
    @Nullable
    Object run(String script, Map<String, ? extends @Nullable Object> variables) throws ScriptException;
}
