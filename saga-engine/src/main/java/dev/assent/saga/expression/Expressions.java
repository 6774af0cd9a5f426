package dev.assent.saga.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Parses and evaluates the expressions of definitions: Spring's expression language, which here only reads values, new ids,
 * tests of the present exception, and what is registered under a name. Parsed expressions are kept. Safe for many threads.
 */
public final class Expressions {
    static final String SEQUENCE = "Sequence";
    private static final String EXCEPTION = "Exception";

    /** As many as the definitions of an application have, several times over. */
    private static final int KEPT = 10_000;

    private final Spel spel;
    private final Sequences sequences;
    private final Map<String, CustomEvaluator> evaluators;
    private final Map<String, Expression> parsed = new ConcurrentHashMap<>();
    private final Map<String, Expression> conditions = new ConcurrentHashMap<>();

    private Expressions(Builder builder) {
        this.spel = new Spel(builder.operations, builder.beans, builder.plain);
        this.sequences = builder.sequences;
        this.evaluators = Map.copyOf(builder.evaluators);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * What is wrong with the text of an expression; null if nothing is. An evaluator that is not registered yet and a class that
     * is not there are found when the expression is evaluated.
     *
     * @param condition whether a text without {@code $} is an expression too
     */
    public static @Nullable String problem(String text, boolean condition) {
        try {
            if (Notation.isExpression(text)) {
                Notation notation = Notation.of(text);
                if (notation.type().isEmpty()) {
                    Spel.check(text, notation.content());
                }
            } else if (condition) {
                Spel.check(text, text);
            }
            return null;
        } catch (ExpressionException e) {
            return e.getMessage();
        }
    }

    /**
     * A text of an {@code Input}, an {@code Output} or a {@code Collection}; without {@code $} at its start it stands for itself.
     *
     * @throws ExpressionException if it starts with {@code $} and is not an expression
     */
    public Expression parse(String text) {
        return Notation.isExpression(text) ? kept(parsed, text, this::notated) : scope -> text;
    }

    /**
     * A condition of a {@code Choice}, a {@code Status} or a loop, for which {@code $.} may be left out.
     *
     * @throws ExpressionException if it is not an expression
     */
    public Expression condition(String text) {
        return Notation.isExpression(text) ? parse(text) : kept(conditions, text, all -> spel.parse(all, all));
    }

    /**
     * The arguments that an {@code Input} describes.
     *
     * @throws ExpressionException if an expression in it is wrong or has no value
     */
    public Inputs input(List<?> raw, Map<String, ?> variables) {
        return new Mapping(this, Scope.of(variables)).input(raw);
    }

    /**
     * The variables that an {@code Output} describes, without nulls.
     *
     * @param returned what the service returned; null for nothing
     * @throws ExpressionException if an expression in it is wrong or has no value
     */
    public Map<String, Object> output(Map<String, ?> raw, @Nullable Object returned) {
        return new Mapping(this, Scope.of(returned)).output(raw);
    }

    /**
     * The value of an expression, or the text itself if it is not one.
     *
     * @throws ExpressionException if it is wrong or has no value
     */
    public @Nullable Object value(String text, Map<String, ?> variables) {
        return parse(text).value(Scope.of(variables));
    }

    /**
     * Whether a condition holds: only if it gives {@code true}, not if it gives null or something else.
     *
     * @param root the variables, or what a service returned
     * @param thrown see {@link Scope#thrown()}
     * @throws ExpressionException if it is wrong or has no value
     */
    public boolean test(String condition, @Nullable Object root, @Nullable Predicate<String> thrown) {
        return Boolean.TRUE.equals(condition(condition).value(new Scope(root, thrown)));
    }

    private static Expression kept(Map<String, Expression> known, String text, Function<String, Expression> parser) {
        Expression expression = known.get(text);
        if (expression == null) {
            expression = parser.apply(text);
            if (known.size() < KEPT) {
                known.put(text, expression);
            }
        }
        return expression;
    }

    private Expression notated(String text) {
        Notation notation = Notation.of(text);
        String content = notation.content();
        CustomEvaluator evaluator = evaluators.get(notation.type());
        if (evaluator != null) {
            return scope -> evaluator.value(content, scope);
        }
        return switch (notation.type()) {
            case "" -> spel.parse(text, content);
            case SEQUENCE -> sequence(content);
            case EXCEPTION -> thrown(text, content.strip());
            default -> throw ExpressionErrors.noEvaluator(text, notation.type());
        };
    }

    private Expression sequence(String content) {
        int bar = content.indexOf('|');
        String entity = bar < 0 ? content : content.substring(0, bar);
        String rule = bar < 0 ? "" : content.substring(bar + 1);
        return scope -> sequences.next(entity, rule);
    }

    private static Expression thrown(String text, String name) {
        ExceptionNames.check(text, name);
        return scope -> scope.thrown() != null && scope.thrown().test(name);
    }

    /** Collects what expressions may use. */
    public static final class Builder {
        private int operations = Spel.OPERATIONS;
        private Function<String, @Nullable Object> beans = name -> null;
        private UnaryOperator<@Nullable Object> plain = value -> value;
        private Sequences sequences =
                (entity, rule) -> UUID.randomUUID().toString().replace("-", "");
        private final Map<String, CustomEvaluator> evaluators = new LinkedHashMap<>();

        private Builder() {}

        /** The most operations of one evaluation; 10,000 by default. Each element that a selection looks at counts some. */
        public Builder operations(int operations) {
            this.operations = operations;
            return this;
        }

        /**
         * Where {@code @name} comes from: an object whose public methods expressions may call, null if there is no such object.
         * By default there are none.
         */
        public Builder beans(Function<String, @Nullable Object> beans) {
            this.beans = beans;
            return this;
        }

        /** Makes maps and lists of what the methods of those objects return; by default it is taken as it is. */
        public Builder plain(UnaryOperator<@Nullable Object> plain) {
            this.plain = plain;
            return this;
        }

        /** By default 32 random hexadecimal digits. */
        public Builder sequences(Sequences sequences) {
            this.sequences = sequences;
            return this;
        }

        /** For {@code $type{…}}; the letters' case counts. It takes the place of a type that is built in. */
        public Builder evaluator(String type, CustomEvaluator evaluator) {
            evaluators.put(type, evaluator);
            return this;
        }

        public Expressions build() {
            return new Expressions(this);
        }
    }
}
