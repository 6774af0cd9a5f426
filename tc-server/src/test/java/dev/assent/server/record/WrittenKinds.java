package dev.assent.server.record;

import dev.assent.core.Event;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What stands in journals, read off the product's own types, so that a new kind is in no list to be forgotten in. */
final class WrittenKinds {
    private WrittenKinds() {}

    /** The first byte of every kind of record. */
    static List<Integer> codes() {
        List<Integer> codes = new ArrayList<>();
        for (Field field : Kind.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                codes.add(code(field));
            }
        }
        return codes;
    }

    private static int code(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Every class of facts, those that are never written included. */
    static List<Class<?>> facts() {
        return leaves(Event.class).distinct().toList();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(WrittenKinds::leaves)
                : Stream.of(type);
    }
}
