package dev.assent.saga.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.saga.expression.ExpressionException.Fault;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.expression.Expression;

/** What an expression gives: the rules of the language's second chapter. */
class ExpressionsTest {
    private static final Map<String, Object> VARIABLES = Map.of(
            "a",
            1,
            "name",
            "Ada",
            "list",
            List.of(1, 2, 3),
            "order",
            Map.of("lines", List.of(Map.of("sku", "x1"))),
            "b c",
            7);

    private final Expressions expressions = Expressions.builder().build();

    private @Nullable Object value(String text) {
        return expressions.value(text, VARIABLES);
    }

    private boolean holds(String condition) {
        return expressions.test(condition, VARIABLES, null);
    }

    private static Fault fault(String text, Expressions expressions) {
        try {
            expressions.condition(text).value(Scope.of(VARIABLES));
            throw new AssertionError("Expected " + text + " to have no value, but it has one.");
        } catch (ExpressionException e) {
            return e.fault();
        }
    }

    @Test
    void theTestsRunOnTheLineOfSpringThatTheBuildSays() {
        String line = System.getProperty("assent.spring.line", "6.2.");
        String jar = Objects.requireNonNull(
                        Expression.class.getProtectionDomain().getCodeSource())
                .getLocation()
                .getPath();
        assertThat(jar).contains("spring-expression-" + line);
    }

    @Test
    void aDollarAndADotOrBracesAreTheDefaultLanguage() {
        assertThat(value("$.[a]")).isEqualTo(1);
        assertThat(value("${[a]}")).isEqualTo(1);
        assertThat(value("$.1")).isEqualTo(1);
        assertThat(value("$.[a]-2")).isEqualTo(-1);
        assertThat(value("$.#root")).isSameAs(VARIABLES);
        assertThat(value("$.[missing]")).isNull();
        assertThat(value("$.order.lines[0].sku")).isEqualTo("x1");
        assertThat(value("$.[order][lines][0][sku]")).isEqualTo("x1");
        assertThat(value("$.['b c']")).isEqualTo(7);
    }

    @Test
    void aTextWithoutADollarIsALiteral() {
        assertThat(value("[a]")).isEqualTo("[a]");
        assertThat(value("")).isEqualTo("");
    }

    @Test
    void aConditionNeedsNoDollar() {
        assertThat(holds("[a] == 1")).isTrue();
        assertThat(holds("$.[a] == 1")).isTrue();
        assertThat(holds("[a] == 2 || [name] == 'Ada'")).isTrue();
        assertThat(holds("[list].?[#this > 5].size() == 0 && [a] == 1")).isTrue();
        assertThat(holds("[list].![#this * 2].contains(6)")).isTrue();
        assertThat(holds("[missing] == null")).isTrue();
        assertThat(holds("[nrOfCompletedInstances] == null ? true : false")).isTrue();
    }

    @Test
    void onlyTrueIsTrue() {
        assertThat(holds("[a]")).isFalse();
        assertThat(holds("'true'")).isFalse();
        assertThat(holds("[missing]")).isFalse();
        assertThat(expressions.test("#root == null", null, null)).isTrue();
        assertThat(expressions.test("#root == true", true, null)).isTrue();
    }

    @Test
    void aDivisionOfDoublesIsExact() {
        assertThat(expressions.test("[done] / [all] >= 0.4", Map.of("done", 4.0, "all", 10.0), null))
                .isTrue();
    }

    @Test
    void mapsListsAndTextsHaveAFewMethods() {
        assertThat(value("$.#root.size()")).isEqualTo(5);
        assertThat(value("$.#root.contains('a')")).isEqualTo(true);
        assertThat(value("$.#root.get('a')")).isEqualTo(1);
        assertThat(value("$.[list].size()")).isEqualTo(3);
        assertThat(value("$.[list].isEmpty()")).isEqualTo(false);
        assertThat(value("$.[list].contains(4)")).isEqualTo(false);
        assertThat(value("$.[list].get(2)")).isEqualTo(3);
        assertThat(value("$.[name].isEmpty()")).isEqualTo(false);
        assertThat(value("$.[name].contains('d')")).isEqualTo(true);
        assertThat(value("$.[name].size()")).isEqualTo(3);
        assertThat(fault("[list].get(3)", expressions)).isEqualTo(Fault.NO_VALUE);
    }

    @Test
    void oneExpressionReadsValuesOfDifferentKindsOneAfterAnother() {
        assertThat(expressions.value("$.[x].size()", Map.of("x", "four"))).isEqualTo(4);
        assertThat(expressions.value("$.[x].size()", Map.of("x", List.of(1)))).isEqualTo(1);
        assertThat(expressions.value("$.[x].size()", Map.of("x", Map.of()))).isEqualTo(0);
    }

    @Test
    void aBeanThatBecameAMapIsReadByItsProperties() {
        Map<String, Object> result = Map.of("items", List.of(), "name", "Ada");
        assertThat(expressions.output(Map.of("n", "$.name", "e", "$.items.empty", "l", "$.items.length"), result))
                .isEqualTo(Map.of("n", "Ada", "e", true, "l", 0));
    }

    @Test
    void aSequenceGivesANewIdEachTimeOrWhatTheGeneratorGives() {
        assertThat(value("$Sequence.ORDER|SIMPLE")).asString().matches("[0-9a-f]{32}");
        assertThat(value("$Sequence{ORDER}")).isNotEqualTo(value("$Sequence{ORDER}"));
        Expressions own = Expressions.builder()
                .sequences((entity, rule) -> entity + "/" + rule)
                .build();
        assertThat(own.value("$Sequence.ORDER|SIMPLE", Map.of())).isEqualTo("ORDER/SIMPLE");
        assertThat(own.value("$Sequence{ORDER}", Map.of())).isEqualTo("ORDER/");
    }

    @Test
    void anExceptionIsComparedByName() {
        Set<String> classes = Set.of("java.io.IOException", "java.lang.Exception", "java.lang.Throwable");
        assertThat(expressions.test("$Exception{java.lang.Exception}", null, classes::contains))
                .isTrue();
        assertThat(expressions.test("$Exception.java.io.IOException", null, classes::contains))
                .isTrue();
        assertThat(expressions.test("$Exception{java.lang.Error}", null, classes::contains))
                .isFalse();
        assertThat(expressions.test("$Exception{java.lang.Throwable}", null, null))
                .isFalse();
    }

    @Test
    void whatExceptionNamesIsAnException() {
        assertThatThrownBy(() -> holds("$Exception{java.lang.String}"))
                .hasMessage(
                        "ASN-6206: Expected java.lang.String in expression '$Exception{java.lang.String}' to be an exception,"
                                + " but it is another class.");
        assertThat(fault("$Exception{no.such.Class}", expressions)).isEqualTo(Fault.NOT_AN_EXCEPTION);
        assertThat(holds("$Exception{org.apache.seata.saga.engine.exception.EngineExecutionException}"))
                .isFalse();
    }

    @Test
    void aRegisteredEvaluatorHasItsOwnType() {
        Expressions own = Expressions.builder()
                .evaluator("Upper", (content, scope) -> content.toUpperCase(java.util.Locale.ROOT))
                .build();
        assertThat(own.value("$Upper{abc}", Map.of())).isEqualTo("ABC");
        assertThat(own.value("$Upper.abc", Map.of())).isEqualTo("ABC");
        assertThat(fault("$upper{abc}", own)).isEqualTo(Fault.NO_EVALUATOR);
        assertThat(fault("$exception{java.lang.Error}", own)).isEqualTo(Fault.NO_EVALUATOR);
    }

    @Test
    void aTextThatStartsWithADollarIsAnExpressionOrAnError() {
        assertThat(fault("$", expressions)).isEqualTo(Fault.SYNTAX);
        assertThat(fault("$price", expressions)).isEqualTo(Fault.SYNTAX);
        assertThat(fault("${[a]", expressions)).isEqualTo(Fault.SYNTAX);
        assertThat(fault("$.", expressions)).isEqualTo(Fault.SYNTAX);
        assertThat(fault("[a", expressions)).isEqualTo(Fault.SYNTAX);
        assertThat(fault("", expressions)).isEqualTo(Fault.SYNTAX);
    }

    @Test
    void anExpressionWithoutAValueSaysWhy() {
        assertThatThrownBy(() -> value("$.[missing] - 2"))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("ASN-6204: Expected expression '$.[missing] - 2' to have a value, but ");
        assertThat(fault("[list][7] == 1", expressions)).isEqualTo(Fault.NO_VALUE);
        assertThat(fault("1 / 0 == 1", expressions)).isEqualTo(Fault.NO_VALUE);
        assertThat(fault("[name] > 3", expressions)).isEqualTo(Fault.NO_VALUE);
    }

    @Test
    void anInputIsWalkedThroughNullsLeaveMapsAndStayInLists() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("x", "$.[a]");
        map.put("gone", "$.[missing]");
        map.put("literal", "[a]");
        map.put("deep", Arrays.asList("$.[name]", "$.[missing]", true, 2.5, null));
        Inputs inputs = expressions.input(Arrays.asList(map, "$.[missing]", null), VARIABLES);
        assertThat(inputs.values())
                .containsExactly(
                        Map.of("x", 1, "literal", "[a]", "deep", Arrays.asList("Ada", null, true, 2.5, null)),
                        null,
                        null);
        assertThat(inputs.businessKey()).isNull();
        assertThat(expressions.input(List.of(Map.of()), VARIABLES).values()).containsExactly(Map.of());
    }

    @Test
    void theFirstSequenceOfAnInputIsTheBusinessKey() {
        Expressions own = Expressions.builder()
                .sequences((entity, rule) -> entity.toLowerCase(java.util.Locale.ROOT))
                .build();
        Inputs inputs = own.input(List.of("$.[a]", List.of("$Sequence.FIRST"), "$Sequence.SECOND"), VARIABLES);
        assertThat(inputs.businessKey()).isEqualTo("first");
        assertThat(inputs.values()).containsExactly(1, List.of("first"), "second");
    }

    @Test
    void anOutputLeavesNullsOutAndKeepsLiterals() {
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("all", "$.#root");
        output.put("one", "$.[x]");
        output.put("none", "$.[y]");
        output.put("literal", 3);
        assertThat(expressions.output(output, Map.of("x", 5)))
                .isEqualTo(Map.of("all", Map.of("x", 5), "one", 5, "literal", 3));
        assertThat(expressions.output(Map.of("all", "$.#root"), null)).isEmpty();
    }

    @Test
    void aTextIsCheckedWithoutBeingEvaluated() {
        assertThat(Expressions.problem("[a] == 1", true)).isNull();
        assertThat(Expressions.problem("[a] ==", true))
                .startsWith("ASN-6201: Expected '[a] ==' to be an expression, but ");
        assertThat(Expressions.problem("[a] ==", false)).isNull();
        assertThat(Expressions.problem("$.T(java.lang.Runtime)", false)).contains("ASN-6202");
        assertThat(Expressions.problem("$Unknown{x}", false)).isNull();
        assertThat(Expressions.problem("$Unknown", false)).contains("ASN-6201");
    }
}
