package dev.assent.tm;

import dev.assent.client.LockRetrySettings;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@link GlobalTransactional} and {@link GlobalLock} say, for an interceptor of any framework. Safe for many
 * threads; what was found for a method is kept.
 *
 * <p>The first of these that is annotated counts: the method in the class of the object, the same method in its
 * superclasses, the same method in its interfaces, the class or its superclasses, its interfaces. A method that fills in a
 * type variable is the same as the method of the generic type. {@link
 * GlobalTransactional} goes before {@link GlobalLock}, wherever it stands. Annotations of other names count in the same way
 * if an {@link AnnotationReader} knows them. As with Seata's clients, a call of an object's
 * own method is no call through its interceptor.
 */
public final class AnnotatedMethods {
    /** Our own first. */
    private static final List<AnnotationReader> READERS = Stream.concat(
                    Stream.of(new OwnAnnotations()),
                    ServiceLoader.load(AnnotationReader.class, AnnotatedMethods.class.getClassLoader()).stream()
                            .map(ServiceLoader.Provider::get))
            .toList();

    private final GlobalTransactions transactions;
    private final ConcurrentMap<Call, Around> known = new ConcurrentHashMap<>();

    public AnnotatedMethods(GlobalTransactions transactions) {
        this.transactions = transactions;
    }

    /** Whether an object of this class needs an interceptor: the class, an interface or a method of either is annotated. */
    public static boolean isAnnotated(Class<?> type) {
        return lineage(type)
                .anyMatch(place -> isMarked(place)
                        || Arrays.stream(place.getDeclaredMethods()).anyMatch(AnnotatedMethods::isMarked));
    }

    /** Whether this method or type itself is annotated. */
    public static boolean isMarked(AnnotatedElement place) {
        return READERS.stream()
                .anyMatch(reader -> reader.transactional(place).isPresent()
                        || reader.globalLock(place).isPresent());
    }

    /** Whether {@link #call} of this method does anything beside calling it. */
    public boolean applies(Class<?> type, Method method) {
        return !around(type, method).equals(Around.NOTHING);
    }

    /**
     * Calls the body as the annotations of the method say.
     *
     * @param type the class of the object that is called, not that of its proxy
     * @param method as the caller names it: of the class, or of an interface
     * @param body calls the method
     * @return what the body returns
     * @throws E as {@link GlobalTransactions#execute}
     */
    public <T extends @Nullable Object, E extends Throwable> T call(Class<?> type, Method method, Body<T, E> body)
            throws E {
        Around around = around(type, method);
        if (around.options != null) {
            return transactions.execute(around.options, body);
        }
        return around.lock == null ? body.run() : transactions.withGlobalLock(around.lock, body);
    }

    private Around around(Class<?> type, Method method) {
        Call call = new Call(type, method);
        Around found = known.get(call);
        return found == null ? known.computeIfAbsent(call, this::read) : found;
    }

    private Around read(Call call) {
        Optional<TransactionOptions> transactional = find(call, AnnotationReader::transactional);
        if (transactional.isPresent()) {
            return new Around(options(transactional.get(), call), null);
        }
        return find(call, AnnotationReader::globalLock)
                .map(lock -> new Around(null, lock))
                .orElse(Around.NOTHING);
    }

    private TransactionOptions options(TransactionOptions asked, Call call) {
        String name = asked.name().isEmpty()
                ? call.type().getSimpleName() + "." + call.method().getName()
                : asked.name();
        Duration timeout = asked.timeout().equals(TransactionOptions.MINUTE)
                ? transactions.settings().defaultTimeout()
                : asked.timeout();
        return asked.withName(name).withTimeout(timeout);
    }

    private static <T> Optional<T> find(
            Call call, BiFunction<AnnotationReader, AnnotatedElement, Optional<T>> question) {
        TypeVariables variables = new TypeVariables(call.type());
        Stream<AnnotatedElement> methods = lineage(call.type()).flatMap(place -> same(call.method(), place, variables));
        return Stream.concat(methods, lineage(call.type()))
                .flatMap(place -> READERS.stream().map(reader -> question.apply(reader, place)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<Method> same(Method method, Class<?> place, TypeVariables variables) {
        List<Class<?>> parameters = variables.parameters(method);
        return Arrays.stream(place.getDeclaredMethods())
                .filter(each -> each.getName().equals(method.getName())
                        && each.getParameterCount() == method.getParameterCount()
                        && (Arrays.equals(each.getParameterTypes(), method.getParameterTypes())
                                || variables.parameters(each).equals(parameters)));
    }

    /** The class and its superclasses, then its interfaces, the nearest first. */
    private static Stream<Class<?>> lineage(Class<?> type) {
        return Stream.concat(superclasses(type), superclasses(type).flatMap(AnnotatedMethods::interfaces))
                .distinct();
    }

    private static Stream<Class<?>> superclasses(Class<?> type) {
        return Stream.iterate(type, each -> each != null && each != Object.class, Class::getSuperclass);
    }

    private static Stream<Class<?>> interfaces(Class<?> type) {
        Class<?>[] own = type.getInterfaces();
        return Stream.concat(Arrays.stream(own), Arrays.stream(own).flatMap(AnnotatedMethods::interfaces));
    }

    private record Call(Class<?> type, Method method) {}

    /** At most one of the two is there. */
    private record Around(
            @Nullable TransactionOptions options, @Nullable LockRetrySettings lock) {
        static final Around NOTHING = new Around(null, null);
    }
}
