package dev.assent.saga.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assent.saga.expression.ExpressionException.Fault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that want to do more than read, or to do it for ever. */
class HostileExpressionTest {
    private final Map<String, Object> variables = new HashMap<>(Map.of(
            "a",
            1,
            "text",
            "x".repeat(60_000),
            "list",
            IntStream.range(0, 200).boxed().toList()));
    private final Expressions expressions = Expressions.builder().build();

    private Fault fault(String text) {
        return catchThrowableOfType(
                        ExpressionException.class,
                        () -> expressions.condition(text).value(Scope.of(variables)))
                .fault();
    }

    /** False, or over its limit. */
    private boolean ends(String text) {
        try {
            return !expressions.test(text, variables, null);
        } catch (ExpressionException e) {
            return e.fault() == Fault.LIMIT;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T(java.lang.Runtime).getRuntime().exec('id')",
                "T(System).exit(1)",
                "[a] instanceof T(Integer)",
                "new java.io.File('/tmp/x').createNewFile()",
                "new int[1000000000]",
                "#root.getClass()",
                "''.getClass().forName('java.lang.Runtime')",
                "[text].repeat(1000000)",
                "[list].stream()",
                "#root.put('a', 2)",
                "#root.clear()",
                "#root.computeIfAbsent('b', null)",
                "[a] = 2",
                "[b] = 2",
                "[a]++",
                "--[a]",
                "#x = 1",
                "#x == null",
                "#exec('id')",
                "[list].toString()",
                "[a].hashCode()"
            })
    void whatIsMoreThanReadingIsRefusedBeforeItIsEvaluated(String text) {
        Map<String, Object> before = Map.copyOf(variables);
        assertThat(fault(text)).isEqualTo(Fault.REFUSED);
        assertThat(Expressions.problem(text, true)).contains("ASN-6202");
        assertThat(variables).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a].class",
                "[text].class.name",
                "[list].class",
                "'x'.bytes",
                "@systemProperties",
                "&@x",
                "@x.y()"
            })
    void whatIsNotThereHasNoValue(String text) {
        assertThat(fault(text)).isIn(Fault.NO_VALUE, Fault.SYNTAX);
    }

    @Test
    void aKeyThatIsCalledClassIsOnlyAKey() {
        assertThat(expressions.value("$.#root.class", variables)).isNull();
        assertThat(expressions.value("$.class", Map.of("class", "first"))).isEqualTo("first");
    }

    @Test
    void projectionsOfProjectionsEnd() {
        assertThat(fault("[list].![#root[list].![#root[list].![#root[list].![#this]]]].size() > 0"))
                .isEqualTo(Fault.LIMIT);
        assertThat(fault("[list].?[#root[list].?[#root[list].?[true].size() > 0].size() > 0].size() > 0"))
                .isEqualTo(Fault.LIMIT);
        assertThat(expressions.test("[list].![#this + 1].size() == 200", variables, null))
                .isTrue();
    }

    @Test
    void theLimitOfOperationsIsTheOneThatIsSet() {
        Expressions small = Expressions.builder().operations(50).build();
        assertThat(catchThrowableOfType(
                        ExpressionException.class, () -> small.test("[list].?[#this > 5].size() > 0", variables, null)))
                .hasMessage("ASN-6203: Expected expression '[list].?[#this > 5].size() > 0' to stay within its limits,"
                        + " but it has more than 50 operations.");
    }

    @Test
    void aLongTextIsRefused() {
        assertThat(fault("'" + "x".repeat(10_000) + "' == 'x'")).isEqualTo(Fault.LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "{",
                "[",
                "!",
                "-",
                "not ",
                "true ? ",
                "null ?: ",
                "1 + ",
                "true and ",
                "1 ^ ",
                "[list].![",
                "a?."
            })
    void aDeepTextIsRefusedAndDoesNotOverflowTheStack(String part) {
        String text = part.repeat(9_000 / part.length()) + "a";
        assertThat(fault(text)).isIn(Fault.LIMIT, Fault.SYNTAX);
    }

    @Test
    void anOrdinaryDepthIsNotRefused() {
        assertThat(expressions.test("(".repeat(50) + "true" + ")".repeat(50), variables, null))
                .isTrue();
        assertThat(expressions.test("[a] == 1" + " && [a] == 1".repeat(100), variables, null))
                .isTrue();
        assertThat(expressions.test("'((((' + \"[[[[\" != '" + "(".repeat(500) + "'", variables, null))
                .isTrue();
    }

    @Test
    void aPatternThatTriesEveryWayIsStopped() {
        variables.put("victim", "a".repeat(60) + "!");
        assertThat(fault("[victim] matches '" + "a+".repeat(9) + "b'")).isEqualTo(Fault.LIMIT);
        // which of these Java's own matcher cuts short differs from release to release; all end
        for (String pattern : List.of("(a+)+b", "(a|aa)+$", "(a*)*b", "a?".repeat(400) + "a{60}b")) {
            assertThat(ends("[victim] matches '" + pattern + "'")).isTrue();
        }
        assertThat(fault("[victim] matches '(a'")).isEqualTo(Fault.NO_VALUE);
        assertThat(expressions.test("[victim] matches 'a+!'", variables, null)).isTrue();
    }

    @Test
    void textsDoNotGrowWithoutEnd() {
        assertThat(fault("'x' * 1000000")).isEqualTo(Fault.LIMIT);
        assertThat(fault("('x' * 200) * 200")).isEqualTo(Fault.LIMIT);
        assertThat(fault("([text] + [text]).size() > 0")).isEqualTo(Fault.LIMIT);
    }

    @Test
    void numbersDoNotGrowWithoutEnd() {
        variables.put("whole", BigInteger.TWO);
        variables.put("point", new BigDecimal("1.5"));
        assertThat(fault("[whole] ^ 999999999 > 0")).isEqualTo(Fault.LIMIT);
        assertThat(fault("[point] ^ 999999999 > 0")).isEqualTo(Fault.LIMIT);
        assertThat(fault("[whole] ^ [a] > 0")).isEqualTo(Fault.LIMIT);
        assertThat(fault("(([whole] ^ 100) ^ 100) ^ 100 > 0")).isEqualTo(Fault.LIMIT);
        assertThat(expressions.test("[whole] ^ 10 == 1024", variables, null)).isTrue();
        List<Object> deep = new ArrayList<>(List.of(new BigDecimal("1E+999999999")));
        variables.put("hidden", Map.of("deep", deep));
        assertThat(fault("[hidden][deep][0] + 1 > 0")).isEqualTo(Fault.LIMIT);
        assertThat(expressions.test("[hidden][deep][0] > 1", variables, null)).isTrue();
    }

    /** What a definition can reach of a service. */
    public static final class Stock {
        private int calls;

        public int left(String sku) {
            calls++;
            return sku.length();
        }

        public Stock self() {
            return this;
        }

        public Thread thread() {
            return Thread.currentThread();
        }

        int hidden() {
            return calls;
        }
    }

    private static Expressions withStock(Stock stock) {
        return Expressions.builder()
                .beans(name -> name.equals("stock") ? stock : null)
                .build();
    }

    @Test
    void aRegisteredServiceHasItsPublicMethods() {
        Stock stock = new Stock();
        Expressions own = withStock(stock);
        assertThat(own.value("$.@stock.left('four')", Map.of())).isEqualTo(4);
        assertThat(own.test("@stock.left([sku]) > 2", Map.of("sku", "abc"), null))
                .isTrue();
        assertThat(stock.hidden()).isEqualTo(2);
    }

    @Test
    void theServicesOfTwoEvaluationsAreTheirOwn() {
        Stock[] stock = {new Stock()};
        Expressions own = Expressions.builder().beans(name -> stock[0]).build();
        own.value("$.@stock.left('x')", Map.of());
        stock[0] = new Stock();
        own.value("$.@stock.left('x')", Map.of());
        assertThat(stock[0].hidden()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@stock.getClass()",
                "@stock.getClass().getClassLoader()",
                "@stock.hidden()",
                "@stock.thread().stop()",
                "@stock.thread().name",
                "@stock.class",
                "@stock.calls",
                "@stock.wait()",
                "@other.left('x')",
                "&stock",
                "@stock.left('x').getClass()"
            })
    void nothingElseOfAServiceIsReached(String text) {
        assertThat(catchThrowableOfType(
                                ExpressionException.class,
                                () -> withStock(new Stock()).condition(text).value(Scope.of(Map.of())))
                        .fault())
                .isIn(Fault.NO_VALUE, Fault.SYNTAX);
    }

    @Test
    void whatAServiceReturnsIsMadePlain() {
        Expressions own = Expressions.builder()
                .beans(name -> new Stock())
                .plain(value -> Map.of(
                        "class",
                        String.valueOf(value == null ? null : value.getClass().getSimpleName())))
                .build();
        assertThat(own.value("$.@stock.thread().class", Map.of())).isEqualTo("Thread");
    }

    @Test
    void aServiceThatFailsIsAnErrorOfTheExpression() {
        @Nullable Object noText = null;
        Map<String, Object> none = new HashMap<>();
        none.put("x", noText);
        assertThat(catchThrowableOfType(
                                ExpressionException.class,
                                () -> withStock(new Stock()).value("$.@stock.left([x])", none))
                        .fault())
                .isEqualTo(Fault.NO_VALUE);
    }
}
