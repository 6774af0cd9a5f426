package dev.assent.saga.expression;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelMessage;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** Spring's expression language within limits. */
final class Spel {
    static final int OPERATIONS = 10_000;
    private static final int LONGEST = 10_000;

    private final ReadOnly.Rules rules = new ReadOnly.Rules();
    private final SpelExpressionParser parser;
    private final int operations;
    private final Function<String, @Nullable Object> beans;
    private final UnaryOperator<@Nullable Object> plain;

    Spel(int operations, Function<String, @Nullable Object> beans, UnaryOperator<@Nullable Object> plain) {
        this.parser = parser(operations);
        this.operations = operations;
        this.beans = beans;
        this.plain = plain;
    }

    private static SpelExpressionParser parser(int operations) {
        // interpreted: a compiled expression is a class of its own that is never unloaded, and has no limit of
        // operations
        return new SpelExpressionParser(
                new SpelParserConfiguration(SpelCompilerMode.OFF, null, false, false, 0, LONGEST, operations));
    }

    /** @throws ExpressionException if it is not an expression or asks for more than is allowed */
    static void check(String text, String content) {
        parsed(parser(OPERATIONS), text, content);
    }

    /** @param text all of it, for errors */
    Expression parse(String text, String content) {
        Parsed parsed = parsed(parser, text, content);
        return scope -> value(text, parsed, scope);
    }

    /** @param calculates whether numbers are put together in it */
    private record Parsed(SpelExpression expression, boolean calculates) {}

    private static Parsed parsed(SpelExpressionParser parser, String text, String content) {
        if (content.isBlank()) {
            throw ExpressionErrors.syntax(text, "it is empty");
        }
        if (content.length() > LONGEST) {
            throw ExpressionErrors.limit(text, "it is longer than " + LONGEST + " characters", null);
        }
        Nesting.check(text, content);
        try {
            SpelExpression expression = parser.parseRaw(content);
            Allowed allowed = new Allowed(text);
            allowed.check(expression.getAST());
            return new Parsed(expression, allowed.calculates());
        } catch (ParseException e) {
            throw ExpressionErrors.syntax(text, e.getSimpleMessage() + " (character " + e.getPosition() + ")");
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw ExpressionErrors.syntax(text, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object value(String text, Parsed parsed, Scope scope) {
        try {
            if (parsed.calculates) {
                LongNumbers.check(text, scope.root());
            }
            return parsed.expression.getValue(new ReadOnly(rules, scope.root(), beans, plain));
        } catch (SpelEvaluationException e) {
            throw isLimit(e.getMessageCode()) ? tooMuch(text, e) : noValue(text, e);
        } catch (EvaluationException e) {
            throw noValue(text, e);
        } catch (ExpressionException e) {
            throw e;
        } catch (RuntimeException e) { // of arithmetic, of a conversion, or of a registered service
            throw ExpressionErrors.noValue(text, e.toString(), e);
        }
    }

    private static ExpressionException noValue(String text, EvaluationException e) {
        return ExpressionErrors.noValue(text, e.getSimpleMessage(), e);
    }

    private ExpressionException tooMuch(String text, SpelEvaluationException e) {
        return ExpressionErrors.limit(
                text,
                e.getMessageCode().name().equals("MAX_OPERATIONS_EXCEEDED")
                        ? "it has more than " + operations + " operations"
                        : e.getSimpleMessage(),
                e);
    }

    /** By name: the lines of Spring that this runs on do not have all of them. */
    private static boolean isLimit(SpelMessage message) {
        return message.name().startsWith("MAX_") || message == SpelMessage.FLAWED_PATTERN;
    }
}
