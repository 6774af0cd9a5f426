package dev.assent.saga.builder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that steps call, by the name under which the engine knows it. Immutable. Methods with more than four parameters take
 * an object instead, or stand in JSON.
 *
 * @param <S> the class or interface whose methods are called
 */
public final class Service<S> {
    private final String name;
    private final Class<S> type;

    private Service(String name, Class<S> type) {
        this.name = name;
        this.type = type;
    }

    /** @param name as the engine's registry, or Spring, knows it */
    public static <S> Service<S> named(String name, Class<S> type) {
        return new Service<>(name, type);
    }

    public <R extends @Nullable Object> Call<R> call(Methods.Returning0<S, R> method) {
        return of(method);
    }

    public <A, R extends @Nullable Object> Call<R> call(
            Methods.Returning1<S, A, R> method, Argument<? extends A> first) {
        return of(method, first);
    }

    public <A, B, R extends @Nullable Object> Call<R> call(
            Methods.Returning2<S, A, B, R> method, Argument<? extends A> first, Argument<? extends B> second) {
        return of(method, first, second);
    }

    public <A, B, C, R extends @Nullable Object> Call<R> call(
            Methods.Returning3<S, A, B, C, R> method,
            Argument<? extends A> first,
            Argument<? extends B> second,
            Argument<? extends C> third) {
        return of(method, first, second, third);
    }

    public <A, B, C, D, R extends @Nullable Object> Call<R> call(
            Methods.Returning4<S, A, B, C, D, R> method,
            Argument<? extends A> first,
            Argument<? extends B> second,
            Argument<? extends C> third,
            Argument<? extends D> fourth) {
        return of(method, first, second, third, fourth);
    }

    /** A method without a result. */
    public Call<@Nullable Void> run(Methods.Void0<S> method) {
        return of(method);
    }

    /** A method without a result. */
    public <A> Call<@Nullable Void> run(Methods.Void1<S, A> method, Argument<? extends A> first) {
        return of(method, first);
    }

    /** A method without a result. */
    public <A, B> Call<@Nullable Void> run(
            Methods.Void2<S, A, B> method, Argument<? extends A> first, Argument<? extends B> second) {
        return of(method, first, second);
    }

    /** A method without a result. */
    public <A, B, C> Call<@Nullable Void> run(
            Methods.Void3<S, A, B, C> method,
            Argument<? extends A> first,
            Argument<? extends B> second,
            Argument<? extends C> third) {
        return of(method, first, second, third);
    }

    /** A method without a result. */
    public <A, B, C, D> Call<@Nullable Void> run(
            Methods.Void4<S, A, B, C, D> method,
            Argument<? extends A> first,
            Argument<? extends B> second,
            Argument<? extends C> third,
            Argument<? extends D> fourth) {
        return of(method, first, second, third, fourth);
    }

    private <R extends @Nullable Object> Call<R> of(Methods.Reference method, Argument<?>... arguments) {
        MethodName found = MethodName.of(method, type);
        return new Call<>(name, found.name(), found.parameterTypes(), List.of(arguments));
    }
}
