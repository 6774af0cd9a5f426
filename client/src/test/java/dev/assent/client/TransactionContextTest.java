package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.Xid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.slf4j.MDC;

final class TransactionContextTest {
    private static final Xid XID = Xid.of("tc:8091", 7);

    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void aTaskWorksForTheTransactionOfItsSubmitter() throws Exception {
        ExecutorService propagating = TransactionContext.propagating(pool);
        Callable<Optional<Xid>> seen = XidContext::current;
        try (XidContext.Scope scope = XidContext.bind(XID)) {
            assertThat(scope).isNotNull();
            assertThat(propagating.submit(seen).get()).contains(XID);
            assertThat(propagating.invokeAny(List.of(seen))).contains(XID);
            assertThat(propagating.invokeAny(List.of(seen), 1, TimeUnit.MINUTES))
                    .contains(XID);
            assertThat(propagating.invokeAll(List.of(seen)).get(0).get()).contains(XID);
            assertThat(propagating
                            .invokeAll(List.of(seen), 1, TimeUnit.MINUTES)
                            .get(0)
                            .get())
                    .contains(XID);
            CompletableFuture<Optional<Xid>> ran = new CompletableFuture<>();
            propagating.submit(() -> ran.complete(XidContext.current()), "done").get();
            assertThat(ran.get()).contains(XID);
            CompletableFuture<Optional<Xid>> executed = new CompletableFuture<>();
            TransactionContext.propagating((Executor) pool).execute(() -> executed.complete(XidContext.current()));
            assertThat(executed.get()).contains(XID);
        }
        assertThat(propagating.submit(seen).get()).as("left as it was").isEmpty();
        assertThat(pool.submit(seen).get()).as("left as it was").isEmpty();
        propagating.shutdown();
        assertThat(propagating.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(propagating.isShutdown() && propagating.isTerminated() && pool.isShutdown())
                .isTrue();
    }

    @Test
    void eachStepOfACompletableFutureWorksForTheTransaction() {
        try (XidContext.Scope scope = XidContext.bind(XID)) {
            assertThat(scope).isNotNull();
            ExecutorService propagating = TransactionContext.propagating(pool);
            assertThat(CompletableFuture.supplyAsync(XidContext::current, propagating)
                            .thenApplyAsync(before -> List.of(before, XidContext.current()), propagating)
                            .join())
                    .containsExactly(Optional.of(XID), Optional.of(XID));
        }
    }

    /** The thread that completes a foreign future submits the next step, and works for no transaction. */
    @Test
    void aStepAfterAForeignFutureTakesAContextOfItsOwn() {
        CompletableFuture<String> foreign = new CompletableFuture<>();
        CompletableFuture<Optional<Xid>> then;
        try (XidContext.Scope scope = XidContext.bind(XID)) {
            assertThat(scope).isNotNull();
            then = foreign.thenApplyAsync(
                    answer -> XidContext.current(), TransactionContext.current().executor(pool));
        }
        foreign.complete("answer");

        assertThat(then.join()).contains(XID);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreadsCarryIt() throws Exception {
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        Callable<Optional<Xid>> seen = XidContext::current;
        try (XidContext.Scope scope = XidContext.bind(XID)) {
            assertThat(scope).isNotNull();
            assertThat(TransactionContext.propagating(virtual).submit(seen).get())
                    .contains(XID);
            assertThat(virtual.submit(seen).get()).as("nothing is inherited").isEmpty();
        } finally {
            virtual.shutdown();
        }
    }

    @Test
    void tasksAreWrapped() throws Exception {
        TransactionContext context = TransactionContext.of(XID);
        CompletableFuture<Optional<Xid>> ran = new CompletableFuture<>();
        Callable<Optional<Xid>> call = context.wrapCallable(XidContext::current);

        context.wrap(() -> ran.complete(XidContext.current())).run();

        assertThat(ran.join()).contains(XID);
        assertThat(call.call()).contains(XID);
        assertThat(context.wrapSupplier(XidContext::current).get()).contains(XID);
        assertThat(XidContext.current()).isEmpty();
    }

    @Test
    void theSameXidIsTheSamePart() {
        try (XidContext.Scope outer = XidContext.bind(XID)) {
            assertThat(outer).isNotNull();
            Participation part = TransactionContext.current().participation().orElseThrow();
            try (XidContext.Scope inner = XidContext.bind(XID)) {
                assertThat(inner).isNotNull();
                assertThat(TransactionContext.current().participation()).containsSame(part);
            }
        }
    }

    @Test
    void theNearestSettingsForLocksCountAndLeaveTheOthers() {
        LockRetrySettings own = TransactionContext.NONE
                .withLockRetry(LockRetrySettings.ofAttributes(20, -1))
                .withLockRetry(LockRetrySettings.ofAttributes(0, 5))
                .lockRetry();

        assertThat(own).isEqualTo(new LockRetrySettings(Duration.ofMillis(20), 5));
        assertThat(LockRetrySettings.ofAttributes(0, -1).timesOr(30)).isEqualTo(30);
        assertThat(LockRetrySettings.ofAttributes(0, -1).intervalOr(Duration.ofMillis(10)))
                .isEqualTo(Duration.ofMillis(10));
        assertThat(own.over(LockRetrySettings.OF_DATA_SOURCE)).isEqualTo(own);
    }

    @Test
    void theLoggingContextNamesTheXid() {
        try (XidContext.Scope outer = XidContext.bind(XID)) {
            assertThat(outer).isNotNull();
            assertThat(MDC.get(XidContext.MDC_KEY)).isEqualTo("tc:8091:7");
            try (XidContext.Scope inner = XidContext.suspend()) {
                assertThat(inner).isNotNull();
                assertThat(MDC.get(XidContext.MDC_KEY)).isNull();
            }
            assertThat(MDC.get(XidContext.MDC_KEY)).isEqualTo("tc:8091:7");
        }
        assertThat(MDC.get(XidContext.MDC_KEY)).isNull();
    }

    @Test
    void aMissingXidSuspends() {
        Xid missing = null;
        try (XidContext.Scope outer = XidContext.bind(XID);
                XidContext.Scope inner = XidContext.bind(missing)) {
            assertThat(List.of(outer, inner)).isNotEmpty();
            assertThat(XidContext.current()).isEmpty();
        }
    }
}
