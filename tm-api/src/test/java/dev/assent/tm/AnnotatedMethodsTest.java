package dev.assent.tm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.LockRetrySettings;
import dev.assent.client.TransactionContext;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnnotatedMethodsTest {
    private final FakeCoordinator coordinator = new FakeCoordinator();
    private final GlobalTransactions transactions = new GlobalTransactions(coordinator);
    private final AnnotatedMethods methods = new AnnotatedMethods(transactions);

    @ParameterizedTest
    @CsvSource({
        "ofItsOwn, method 60000",
        "ofTheSuperclass, superclass 60000",
        "ofTheInterface, interface 60000",
        "ofNoMethod, type 60000",
        "nearest, nearest 60000",
        "unnamed, Service.unnamed 60000",
        "timed, Service.timed 5000",
    })
    void theNearestAnnotationCounts(String name, String begun) throws Throwable {
        assertThat(methods.applies(Service.class, method(name))).isTrue();
        methods.call(Service.class, method(name), () -> true);

        assertThat(coordinator.asked).containsExactly("begin " + begun, "commit 1");
    }

    @Test
    void theDefaultTimeoutIsASetting() throws Throwable {
        AnnotatedMethods quick = new AnnotatedMethods(new GlobalTransactions(
                coordinator, TransactionSettings.DEFAULTS.withDefaultTimeout(Duration.ofSeconds(7))));
        quick.call(Service.class, method("unnamed"), () -> true);
        quick.call(Service.class, method("timed"), () -> true);

        assertThat(coordinator.asked)
                .containsExactly("begin Service.unnamed 7000", "commit 1", "begin Service.timed 5000", "commit 2");
    }

    @Test
    void theBodysExceptionComesOut() {
        IOException disk = new IOException("disk");

        assertThatThrownBy(() -> methods.call(Service.class, method("unnamed"), () -> {
                    throw disk;
                }))
                .isSameAs(disk);
        assertThat(coordinator.asked).endsWith("rollback 1");
    }

    @Test
    void theWaitForRowsReachesTheThread() throws Throwable {
        LockRetrySettings asked = methods.call(Service.class, method("patient"), AnnotatedMethodsTest::lockRetry);
        LockRetrySettings inside = transactions.execute(
                TransactionOptions.named("outer"),
                () -> methods.call(Service.class, method("patient"), AnnotatedMethodsTest::lockRetry));

        assertThat(asked)
                .isEqualTo(new LockRetrySettings(Duration.ofMillis(20), 100))
                .isEqualTo(inside);
        assertThat(lockRetry()).isEqualTo(LockRetrySettings.OF_DATA_SOURCE);
    }

    @Test
    void aGlobalLockOpensNoTransaction() throws Throwable {
        TransactionContext seen =
                methods.call(Locking.class, Locking.class.getMethod("look"), TransactionContext::current);

        assertThat(seen.isCheckingLocks()).isTrue();
        assertThat(seen.lockRetry()).isEqualTo(new LockRetrySettings(null, 7));
        assertThat(seen.xid()).isEmpty();
        assertThat(TransactionContext.current()).isSameAs(TransactionContext.NONE);
        assertThat(coordinator.asked).isEmpty();
    }

    @Test
    void aCallThatNeedsNoTransactionKeepsTheGlobalLockAroundIt() throws Throwable {
        TransactionOptions supports = TransactionOptions.named("supports").withPropagation(Propagation.SUPPORTS);
        TransactionContext seen = methods.call(
                Locking.class,
                Locking.class.getMethod("look"),
                () -> transactions.execute(supports, TransactionContext::current));

        assertThat(seen.isCheckingLocks()).isTrue();
        assertThat(seen.lockRetry()).isEqualTo(new LockRetrySettings(null, 7));
    }

    @Test
    void withoutAnAnnotationTheMethodIsCalled() throws Throwable {
        Method plain = Object.class.getMethod("toString");

        assertThat(methods.applies(Object.class, plain)).isFalse();
        assertThat(methods.<String, Exception>call(Object.class, plain, () -> "called"))
                .isEqualTo("called");
        assertThat(coordinator.asked).isEmpty();
    }

    @Test
    void aClassIsAskedWhetherItNeedsAnInterceptor() {
        assertThat(AnnotatedMethods.isAnnotated(Service.class)).isTrue();
        assertThat(AnnotatedMethods.isAnnotated(Locking.class)).isTrue();
        assertThat(AnnotatedMethods.isAnnotated(Contract.class)).isTrue();
        assertThat(AnnotatedMethods.isAnnotated(String.class)).isFalse();
    }

    /** A proxy of the class names the method by the argument of the type, one of the interface by the variable. */
    @Test
    void anAnnotationOfAGenericTypeCountsForTheMethodThatFillsItIn() throws Throwable {
        for (Class<?> argument : List.of(Integer.class, Object.class)) {
            Method call = Numbers.class.getMethod("handle", argument);
            assertThat(methods.applies(Numbers.class, call)).isTrue();
            methods.call(Numbers.class, call, () -> true);
        }
        methods.call(Numbers.class, Numbers.class.getMethod("keep", Integer[].class), () -> true);
        methods.call(Numbers.class, Handler.class.getMethod("all", List.class), () -> true);

        assertThat(coordinator.asked.stream().filter(line -> line.startsWith("begin")))
                .containsExactly("begin handle 60000", "begin handle 60000", "begin keep 60000", "begin all 60000");
        assertThat(methods.applies(Numbers.class, Numbers.class.getMethod("handle", String.class)))
                .isFalse();
    }

    interface Handler<T, K extends Comparable<K>> {
        @GlobalTransactional(name = "handle")
        void handle(T item);

        void all(List<T> items);
    }

    abstract static class Store<S> implements Handler<S, String> {
        @GlobalTransactional(name = "keep")
        public abstract void keep(S[] items);

        @Override
        @GlobalTransactional(name = "all")
        public void all(List<S> items) {}
    }

    static class Numbers extends Store<Integer> {
        @Override
        public void handle(Integer item) {}

        public void handle(String item) {}

        @Override
        public void keep(Integer[] items) {}
    }

    private static LockRetrySettings lockRetry() {
        return TransactionContext.current().lockRetry();
    }

    /** As a proxy of the interface names it, where the interface has it. */
    private static Method method(String name) throws NoSuchMethodException {
        return (name.equals("ofTheInterface") ? Contract.class : Service.class).getMethod(name);
    }

    interface Contract {
        @GlobalTransactional(name = "interface")
        void ofTheInterface();

        @GlobalTransactional(name = "farther")
        void nearest();
    }

    @GlobalTransactional(name = "type")
    static class Base {
        @GlobalTransactional(name = "superclass")
        public void ofTheSuperclass() {}

        public void ofNoMethod() {}
    }

    static class Service extends Base implements Contract {
        @GlobalTransactional(name = "method")
        public void ofItsOwn() {}

        @Override
        public void ofTheSuperclass() {}

        @Override
        public void ofTheInterface() {}

        @Override
        @GlobalTransactional(name = "nearest")
        @GlobalLock
        public void nearest() {}

        @GlobalTransactional
        public void unnamed() {}

        @GlobalTransactional(timeoutMills = 5_000)
        public void timed() {}

        @GlobalTransactional(lockRetryInterval = 20, lockRetryTimes = 100)
        public void patient() {}
    }

    @GlobalLock(lockRetryTimes = 7)
    static class Locking {
        public void look() {}
    }
}
