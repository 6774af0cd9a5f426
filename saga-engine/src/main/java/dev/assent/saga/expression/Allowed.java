package dev.assent.saga.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.IntLiteral;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpDec;
import org.springframework.expression.spel.ast.OpDivide;
import org.springframework.expression.spel.ast.OpInc;
import org.springframework.expression.spel.ast.OpMinus;
import org.springframework.expression.spel.ast.OpModulus;
import org.springframework.expression.spel.ast.OpMultiply;
import org.springframework.expression.spel.ast.OpPlus;
import org.springframework.expression.spel.ast.OperatorPower;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;

/** Looks through a parsed expression for what it may not have. What it lets through meets {@link ReadOnly} when it is evaluated. */
final class Allowed {
    /** So that the evaluation, which goes as deep, fits on a thread's stack. */
    private static final int DEEPEST = 300;

    private static final int GREATEST_POWER = 1_000;
    private static final Set<String> VARIABLES = Set.of("#root", "#this");

    private final String text;
    private final Set<String> methods = new HashSet<>();
    private boolean beans;
    private boolean calculates;
    private long powers = 1;

    Allowed(String text) {
        this.text = text;
    }

    boolean calculates() {
        return calculates;
    }

    void check(SpelNode root) {
        Deque<SpelNode> level = new ArrayDeque<>();
        level.add(root);
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > DEEPEST) {
                throw ExpressionErrors.limit(text, "it is nested more than " + DEEPEST + " levels deep", null);
            }
            Deque<SpelNode> below = new ArrayDeque<>();
            for (SpelNode node : level) {
                look(node);
                for (int i = 0; i < node.getChildCount(); i++) {
                    below.add(node.getChild(i));
                }
            }
            level = below;
        }
        if (!beans) {
            methods.stream()
                    .filter(name -> !PlainMethods.NAMES.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw ExpressionErrors.refused(text, "method " + name);
                    });
        }
    }

    private void look(SpelNode node) {
        if (node instanceof TypeReference) {
            throw ExpressionErrors.refused(text, "a type");
        }
        if (node instanceof ConstructorReference) {
            throw ExpressionErrors.refused(text, "a constructor");
        }
        if (node instanceof Assign || node instanceof OpInc || node instanceof OpDec) {
            throw ExpressionErrors.refused(text, "an assignment");
        }
        if (node instanceof FunctionReference) {
            throw ExpressionErrors.refused(text, "a function");
        }
        if (node instanceof VariableReference && !VARIABLES.contains(node.toStringAST())) {
            throw ExpressionErrors.refused(text, "variable " + node.toStringAST() + ", and only #root and #this exist");
        }
        if (node instanceof MethodReference method) {
            methods.add(method.getName());
        }
        beans |= node instanceof BeanReference;
        calculates |= node instanceof OpPlus
                || node instanceof OpMinus
                || node instanceof OpMultiply
                || node instanceof OpDivide
                || node instanceof OpModulus
                || node instanceof OperatorPower;
        if (node instanceof OperatorPower) {
            power(node);
        }
    }

    /** The product of all exponents is bounded: powers of powers multiply theirs. */
    private void power(SpelNode node) {
        SpelNode exponent = node.getChild(1);
        if (!(exponent instanceof IntLiteral literal)) {
            throw ExpressionErrors.limit(text, "the exponent of ^ is not a whole number that stands there", null);
        }
        powers *= Math.max(1, (Integer) literal.getLiteralValue().getValue());
        if (powers > GREATEST_POWER) {
            throw ExpressionErrors.limit(text, "its exponents multiply to more than " + GREATEST_POWER, null);
        }
    }
}
