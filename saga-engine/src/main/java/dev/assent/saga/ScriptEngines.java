package dev.assent.saga;

import dev.assent.saga.run.Reason;
import dev.assent.saga.script.ScriptLanguage;
import dev.assent.saga.script.ScriptLanguages;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the scripts of ScriptTasks. Safe for many threads. */
@FunctionalInterface
public interface ScriptEngines {
    /**
     * @param type as in the definition, for example {@code groovy}
     * @param variables that the script sees; a value may be null
     * @return null if the script gives nothing
     * @throws Exception what the script throws; {@link SagaException} if there is no engine of the type
     */
    @Nullable
    Object run(String type, String script, Map<String, @Nullable Object> variables) throws Exception;

    /** The languages whose artifacts are on the class path, for example {@code assent-saga-script-groovy}. */
    static ScriptEngines found() {
        ScriptLanguages languages = ScriptLanguages.found();
        return (type, script, variables) -> {
            Optional<ScriptLanguage> language = languages.of(type);
            return language.isPresent() ? language.get().run(script, variables) : none().run(type, script, variables);
        };
    }

    /** Has no engine at all. */
    static ScriptEngines none() {
        return (type, script, variables) -> {
            throw new SagaException(Reason.OBJECT_NOT_EXISTS, SagaErrors.noScriptEngine(type), null, null);
        };
    }
}
