package dev.assent.saga.groovy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.saga.SagaEngine;
import dev.assent.saga.script.ScriptLanguages;
import groovy.lang.GroovySystem;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.script.ScriptException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroovyScriptsTest {
    private final GroovyScripts groovy = new GroovyScripts();

    private @Nullable Object run(String script) throws ScriptException {
        return groovy.run(script, Map.of("a", 2, "list", List.of(1, 2)));
    }

    @Test
    void theTestsRunOnTheLineOfGroovyThatTheBuildSays() {
        assertThat(GroovySystem.getVersion()).startsWith(System.getProperty("assent.groovy.line", "4.0."));
    }

    @Test
    void theArtifactAddsTheLanguage() {
        assertThat(ScriptLanguages.found().of("groovy")).containsInstanceOf(GroovyScripts.class);
    }

    @Test
    void anEngineRunsTheScriptsOfItsMachines() {
        try (SagaEngine engine = SagaEngine.builder().build()) {
            engine.register("m.json", """
                    {"Name": "m", "StartState": "Sum", "States": {"Sum": {"Type": "ScriptTask", "ScriptContent": "a + 1",
                      "Input": [{"a": "$.[a]"}], "Output": {"sum": "$.#root"}}}}""");
            assertThat(engine.start("m", Map.of("a", 2)).instance().context()).containsEntry("sum", 3);
        }
    }

    @Test
    void aScriptSeesItsVariablesAndGivesItsLastValue() throws ScriptException {
        assertThat(run("a * 3")).isEqualTo(6);
        assertThat(run("list.sum() + a")).isEqualTo(5);
        assertThat(run("[b: a, c: 'x']")).isEqualTo(Map.of("b", 2, "c", "x"));
        assertThat(run("def f(x) { x + 1 }\nf(a)")).isEqualTo(3);
    }

    @Test
    void aVariableMayBeNull() throws ScriptException {
        assertThat(groovy.run("a == null ? 'none' : a", Collections.singletonMap("a", null)))
                .isEqualTo("none");
    }

    @Test
    void whatAScriptAssignsIsLost() throws ScriptException {
        Map<String, Object> variables = new HashMap<>(Map.of("a", 1));
        assertThat(groovy.run("a = 5; b = 6; a", variables)).isEqualTo(5);
        assertThat(variables).isEqualTo(Map.of("a", 1));
        assertThatThrownBy(() -> groovy.run("b", variables)).isInstanceOf(ScriptException.class);
    }

    @Test
    void aFailureIsTheCauseOfAScriptException() {
        assertThatThrownBy(() -> run("throw new IllegalStateException('no')"))
                .isInstanceOf(ScriptException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run("assert a == 3"))
                .isInstanceOf(ScriptException.class)
                .hasCauseInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> run("def f() { f() }\nf()")).isInstanceOf(ScriptException.class);
        assertThatThrownBy(() -> run("a +")).isInstanceOf(ScriptException.class);
        assertThatThrownBy(() -> run("missing")).isInstanceOf(ScriptException.class);
    }

    @Test
    void oneScriptRunsOnManyThreads() {
        List<Object> results = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return groovy.run("a * 2", Map.of("a", i));
                    } catch (ScriptException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
        assertThat(results)
                .isEqualTo(
                        IntStream.range(0, 50).mapToObj(i -> (Object) (i * 2)).toList());
    }

    @Test
    void aForgottenScriptIsCompiledAgain() throws ScriptException {
        GroovyScripts two = new GroovyScripts(2);
        for (int i = 0; i < 9; i++) {
            assertThat(two.run("a + " + i % 3, Map.of("a", 2))).isEqualTo(2 + i % 3);
        }
    }
}
