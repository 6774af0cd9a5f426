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
    private static final List<PropertyAccessor> PROPERTIES = List.of(new PlainProperties());
    private static final MethodResolver METHODS = new PlainMethods();
    private static final TypeConverter CONVERTER = new Scalars();
    private static final TypeComparator COMPARATOR = new StandardTypeComparator();
    private static final OperatorOverloader OPERATORS = new StandardOperatorOverloader();
    private static final TypeLocator NO_TYPES = name -> {
        throw new SpelEvaluationException(SpelMessage.TYPE_NOT_FOUND, name);
    };

    private final TypedValue root;
    private final Beans beans;

    ReadOnly(@Nullable Object root, Function<String, @Nullable Object> beans, UnaryOperator<@Nullable Object> plain) {
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
        return PROPERTIES;
    }

    @Override
    public List<ConstructorResolver> getConstructorResolvers() {
        return List.of();
    }

    @Override
    public List<MethodResolver> getMethodResolvers() {
        return List.of(METHODS, beans);
    }

    @Override
    public BeanResolver getBeanResolver() {
        return beans;
    }

    @Override
    public TypeLocator getTypeLocator() {
        return NO_TYPES;
    }

    @Override
    public TypeConverter getTypeConverter() {
        return CONVERTER;
    }

    @Override
    public TypeComparator getTypeComparator() {
        return COMPARATOR;
    }

    @Override
    public OperatorOverloader getOperatorOverloader() {
        return OPERATORS;
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
