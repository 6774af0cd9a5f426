package dev.assent.saga;

import dev.assent.saga.run.Reason;
import java.util.Map;
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

    /** Has no engine at all. */
    static ScriptEngines none() {
        return (type, script, variables) -> {
            throw new SagaException(Reason.OBJECT_NOT_EXISTS, SagaErrors.noScriptEngine(type), null, null);
        };
    }
}
