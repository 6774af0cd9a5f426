package dev.assent.saga.builder;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Shapes of the methods that a step can call: {@code Hotel::book} is one. They are never called, only read for their names. */
public final class Methods {
    private Methods() {}

    /** A method of a service, whatever its parameters are. */
    public interface Reference extends Serializable {}

    /** Without parameters. */
    @FunctionalInterface
    public interface Returning0<S, R extends @Nullable Object> extends Reference {
        R call(S service) throws Exception;
    }

    /** With one parameter. */
    @FunctionalInterface
    public interface Returning1<S, A, R extends @Nullable Object> extends Reference {
        R call(S service, A first) throws Exception;
    }

    /** With two parameters. */
    @FunctionalInterface
    public interface Returning2<S, A, B, R extends @Nullable Object> extends Reference {
        R call(S service, A first, B second) throws Exception;
    }

    /** With three parameters. */
    @FunctionalInterface
    public interface Returning3<S, A, B, C, R extends @Nullable Object> extends Reference {
        R call(S service, A first, B second, C third) throws Exception;
    }

    /** With four parameters. */
    @FunctionalInterface
    public interface Returning4<S, A, B, C, D, R extends @Nullable Object> extends Reference {
        R call(S service, A first, B second, C third, D fourth) throws Exception;
    }

    /** Without parameters and without a result. */
    @FunctionalInterface
    public interface Void0<S> extends Reference {
        void call(S service) throws Exception;
    }

    /** With one parameter and without a result. */
    @FunctionalInterface
    public interface Void1<S, A> extends Reference {
        void call(S service, A first) throws Exception;
    }

    /** With two parameters and without a result. */
    @FunctionalInterface
    public interface Void2<S, A, B> extends Reference {
        void call(S service, A first, B second) throws Exception;
    }

    /** With three parameters and without a result. */
    @FunctionalInterface
    public interface Void3<S, A, B, C> extends Reference {
        void call(S service, A first, B second, C third) throws Exception;
    }

    /** With four parameters and without a result. */
    @FunctionalInterface
    public interface Void4<S, A, B, C, D> extends Reference {
        void call(S service, A first, B second, C third, D fourth) throws Exception;
    }
}
