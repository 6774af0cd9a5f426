package dev.assent.saga.expression;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.AccessException;
import org.springframework.expression.BeanResolver;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.MethodExecutor;
import org.springframework.expression.MethodResolver;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.support.DataBindingMethodResolver;

/** The registered objects of one evaluation: methods are called on them, and not on what these return. */
final class Beans implements BeanResolver, MethodResolver {
    private final Function<String, @Nullable Object> registered;
    private final UnaryOperator<@Nullable Object> plain;
    private final Set<Object> used = Collections.newSetFromMap(new IdentityHashMap<>());
    // leaves out the methods of Object, Class and ClassLoader
    private final MethodResolver methods = DataBindingMethodResolver.forInstanceMethodInvocation();

    Beans(Function<String, @Nullable Object> registered, UnaryOperator<@Nullable Object> plain) {
        this.registered = registered;
        this.plain = plain;
    }

    @Override
    public Object resolve(EvaluationContext context, String name) throws AccessException {
        Object bean = name.startsWith("&") ? null : registered.apply(name);
        if (bean == null) {
            throw new AccessException("there is no service " + name);
        }
        used.add(bean);
        return bean;
    }

    @Override
    public @Nullable MethodExecutor resolve(
            EvaluationContext context, Object target, String name, List<TypeDescriptor> arguments)
            throws AccessException {
        MethodExecutor found = used.contains(target) ? methods.resolve(context, target, name, arguments) : null;
        return found == null ? null : (in, on, with) -> call(found, in, on, with);
    }

    /** Spring keeps what was found for a class: what it is called on has to be looked at again. */
    private static TypedValue call(MethodExecutor found, EvaluationContext in, Object on, @Nullable Object[] with)
            throws AccessException {
        Beans beans = ((ReadOnly) in).beans();
        if (!beans.used.contains(on)) {
            throw new AccessException("it is not a registered service");
        }
        return new TypedValue(beans.plain.apply(found.execute(in, on, with).getValue()));
    }
}
