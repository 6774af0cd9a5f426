package dev.assent.saga.expression;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.ConstructorResolver;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.MethodResolver;
import org.springframework.expression.OperatorOverloader;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypeComparator;
import org.springframework.expression.TypeConverter;
import org.springframework.expression.TypeLocator;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelMessage;
import org.springframework.expression.spel.support.StandardOperatorOverloader;
import org.springframework.expression.spel.support.StandardTypeComparator;

/** What one evaluation meets: values to read, no types, no constructors, nothing to assign to. */
final class ReadOnly implements EvaluationContext {
    /** What all evaluations share. Immutable. */
    static final class Rules {
        private final List<PropertyAccessor> properties = List.of(new PlainProperties());
        private final MethodResolver methods = new PlainMethods();
        private final TypeConverter converter = new Scalars();
        private final TypeComparator comparator = new StandardTypeComparator();
        private final OperatorOverloader operators = new StandardOperatorOverloader();
    }

    private final Rules rules;
    private final TypedValue root;
    private final Beans beans;

    ReadOnly(
            Rules rules,
            @Nullable Object root,
            Function<String, @Nullable Object> beans,
            UnaryOperator<@Nullable Object> plain) {
        this.rules = rules;
        this.root = new TypedValue(root);
        this.beans = new Beans(beans, plain);
    }

    Beans beans() {
        return beans;
    }

    @Override
    public TypedValue getRootObject() {
        return root;
    }

    @Override
    public List<PropertyAccessor> getPropertyAccessors() {
        return rules.properties;
    }

    @Override
    public List<ConstructorResolver> getConstructorResolvers() {
        return List.of();
    }

    @Override
    public List<MethodResolver> getMethodResolvers() {
        return List.of(rules.methods, beans);
    }

    @Override
    public BeanResolver getBeanResolver() {
        return beans;
    }

    @Override
    public TypeLocator getTypeLocator() {
        return name -> {
            throw new SpelEvaluationException(SpelMessage.TYPE_NOT_FOUND, name);
        };
    }

    @Override
    public TypeConverter getTypeConverter() {
        return rules.converter;
    }

    @Override
    public TypeComparator getTypeComparator() {
        return rules.comparator;
    }

    @Override
    public OperatorOverloader getOperatorOverloader() {
        return rules.operators;
    }

    @Override
    public TypedValue assignVariable(String name, Supplier<TypedValue> value) {
        throw new SpelEvaluationException(SpelMessage.VARIABLE_ASSIGNMENT_NOT_SUPPORTED, name);
    }

    @Override
    public void setVariable(String name, @Nullable Object value) {
        throw new SpelEvaluationException(SpelMessage.VARIABLE_ASSIGNMENT_NOT_SUPPORTED, name);
    }

    @Override
    public @Nullable Object lookupVariable(String name) {
        return null;
    }

    @Override
    public boolean isAssignmentEnabled() {
        return false;
    }
}
