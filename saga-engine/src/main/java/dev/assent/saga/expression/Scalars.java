package dev.assent.saga.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.TypeConverter;
import org.springframework.expression.spel.SpelEvaluationException;
import org.springframework.expression.spel.SpelMessage;
import org.springframework.expression.spel.support.StandardTypeConverter;

/** Converts to texts, numbers and booleans as Spring does, and to no other class: its converters can call constructors. */
final class Scalars implements TypeConverter {
    private static final Set<Class<?>> TARGETS = Set.of(
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            boolean.class,
            int.class,
            long.class,
            double.class);

    private final StandardTypeConverter converter = new StandardTypeConverter();

    @Override
    public boolean canConvert(@Nullable TypeDescriptor from, TypeDescriptor to) {
        return isAllowed(from, to) && converter.canConvert(from, to);
    }

    @Override
    public @Nullable Object convertValue(@Nullable Object value, @Nullable TypeDescriptor from, TypeDescriptor to) {
        if (value != null && to.getObjectType().isInstance(value)) {
            return value;
        }
        if (!isAllowed(from, to)) {
            throw new SpelEvaluationException(SpelMessage.TYPE_CONVERSION_ERROR, String.valueOf(from), to.toString());
        }
        return converter.convertValue(value, from, to);
    }

    private static boolean isAllowed(@Nullable TypeDescriptor from, TypeDescriptor to) {
        return TARGETS.contains(to.getType())
                && (from == null || TARGETS.contains(from.getType()) || Number.class.isAssignableFrom(from.getType()));
    }
}
