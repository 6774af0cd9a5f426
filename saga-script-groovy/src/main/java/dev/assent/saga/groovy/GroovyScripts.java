package dev.assent.saga.groovy;

import dev.assent.saga.script.ScriptLanguage;
import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.Script;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.script.ScriptException;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts in Groovy. A script can do all that the application can: definitions with scripts are program code and are to be
 * treated as such. A script is compiled once as long as it is one of the last 256 in use. Safe for many threads.
 */
public final class GroovyScripts implements ScriptLanguage {
    private static final int KEPT = 256;

    private final int kept;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Class<?>> compiled = new LinkedHashMap<>(16, 0.75f, true);

    /** For the {@link java.util.ServiceLoader}. */
    public GroovyScripts() {
        this(KEPT);
    }

    GroovyScripts(int kept) {
        this.kept = kept;
    }

    @Override
    public String type() {
        return "groovy";
    }

    @Override
    public @Nullable Object run(String script, Map<String, ? extends @Nullable Object> variables)
            throws ScriptException {
        Class<?> type = compiled(script);
        try {
            Script instance = InvokerHelper.createScript(type, new Binding(new LinkedHashMap<>(variables)));
            return instance.run();
        } catch (Exception e) {
            throw new ScriptException(e);
        } catch (AssertionError | StackOverflowError e) {
            throw failed(e);
        }
    }

    private Class<?> compiled(String script) throws ScriptException {
        lock.lock();
        try {
            Class<?> type = compiled.get(script);
            if (type == null) {
                type = compile(script);
                compiled.put(script, type);
                if (compiled.size() > kept) {
                    compiled.remove(compiled.keySet().iterator().next());
                }
            }
            return type;
        } finally {
            lock.unlock();
        }
    }

    /** Each script has a class loader of its own, so that its classes go when it is forgotten. */
    private static Class<?> compile(String script) throws ScriptException {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        try (GroovyClassLoader loader =
                new GroovyClassLoader(ofThread == null ? GroovyScripts.class.getClassLoader() : ofThread)) {
            return loader.parseClass(script, "SagaScript.groovy");
        } catch (Exception e) {
            throw new ScriptException(e);
        } catch (LinkageError | StackOverflowError e) {
            throw failed(e);
        }
    }

    private static ScriptException failed(Error error) {
        ScriptException exception = new ScriptException(String.valueOf(error));
        exception.initCause(error);
        return exception;
    }
}
