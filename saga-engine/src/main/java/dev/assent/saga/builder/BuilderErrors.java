package dev.assent.saga.builder;

import org.jspecify.annotations.Nullable;

/** The sentences of this package's errors. */
final class BuilderErrors {
    private BuilderErrors() {}

    static IllegalArgumentException notAMethodReference(Class<?> service) {
        return new IllegalArgumentException("ASN-6151: Expected a reference to a method of " + service.getName()
                + ", as in " + service.getSimpleName() + "::book, but got another lambda.");
    }

    static IllegalArgumentException unreadable(Class<?> reference, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "ASN-6152: Expected to read the method that " + reference.getName()
                        + " refers to, but its package is not open to dev.assent.saga.builder.",
                cause);
    }

    static IllegalStateException twice(String saga, String state) {
        return new IllegalStateException("ASN-6153: Expected each state of saga " + saga
                + " to have a name of its own, but two are named " + state + ".");
    }
}
