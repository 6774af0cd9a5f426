package dev.assent.saga.builder;

import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.List;

/**
 * What a method reference names.
 *
 * @param parameterTypes names of classes, as {@code Class.forName} takes them, and of primitive types
 */
record MethodName(String name, List<String> parameterTypes) {
    /** A serializable method reference says what it stands for, in its serialized form. */
    static MethodName of(Methods.Reference reference, Class<?> service) {
        SerializedLambda form = form(reference);
        String name = form.getImplMethodName();
        if (name.startsWith("lambda$") || name.equals("<init>")) {
            throw BuilderErrors.notAMethodReference(service);
        }
        MethodType type =
                MethodType.fromMethodDescriptorString(form.getImplMethodSignature(), service.getClassLoader());
        return new MethodName(
                name, type.parameterList().stream().map(Class::getName).toList());
    }

    private static SerializedLambda form(Methods.Reference reference) {
        try {
            Method write = reference.getClass().getDeclaredMethod("writeReplace");
            write.setAccessible(true);
            if (write.invoke(reference) instanceof SerializedLambda form) {
                return form;
            }
            throw BuilderErrors.unreadable(reference.getClass(), null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw BuilderErrors.unreadable(reference.getClass(), e);
        }
    }
}
