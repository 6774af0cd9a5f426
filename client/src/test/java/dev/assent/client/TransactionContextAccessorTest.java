package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.Xid;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

final class TransactionContextAccessorTest {
    private static final Xid XID = Xid.of("tc:8091", 7);

    @AfterEach
    void asBefore() {
        Hooks.disableAutomaticContextPropagation();
    }

    @Test
    void aSnapshotCarriesTheTransaction() {
        ContextSnapshot inside;
        try (XidContext.Scope scope = XidContext.bind(XID)) {
            assertThat(scope).isNotNull();
            inside = ContextSnapshotFactory.builder().build().captureAll();
        }
        ContextSnapshot outside =
                ContextSnapshotFactory.builder().clearMissing(true).build().captureAll();

        try (ContextSnapshot.Scope bound = inside.setThreadLocals()) {
            assertThat(bound).isNotNull();
            assertThat(XidContext.current()).contains(XID);
            try (ContextSnapshot.Scope none = outside.setThreadLocals()) {
                assertThat(none).isNotNull();
                assertThat(XidContext.current()).isEmpty();
            }
            assertThat(XidContext.current()).contains(XID);
        }
        assertThat(XidContext.current()).isEmpty();
    }

    @Test
    void reactorCarriesItOverItsThreads() {
        Hooks.enableAutomaticContextPropagation();
        Flux<Optional<Xid>> steps = Mono.fromCallable(XidContext::current)
                .subscribeOn(Schedulers.boundedElastic())
                .concatWith(Mono.fromCallable(XidContext::current).publishOn(Schedulers.parallel()))
                .flatMapSequential(before -> Mono.fromCallable(XidContext::current)
                        .subscribeOn(Schedulers.parallel())
                        .map(now -> before.equals(now) ? now : Optional.empty()));

        try (XidContext.Scope scope = XidContext.bind(XID)) {
            assertThat(scope).isNotNull();
            assertThat(steps.collectList().block()).isEqualTo(List.of(Optional.of(XID), Optional.of(XID)));
        }
        assertThat(steps.collectList().block()).as("left as they were").allMatch(Optional::isEmpty);
    }

    /** As a WebFlux filter does with the header of a request. */
    @Test
    void aXidIsWrittenIntoReactorsContext() {
        Hooks.enableAutomaticContextPropagation();

        assertThat(Mono.fromCallable(XidContext::current)
                        .subscribeOn(Schedulers.parallel())
                        .contextWrite(
                                context -> context.put(TransactionContextAccessor.KEY, TransactionContext.of(XID)))
                        .block())
                .contains(XID);
    }
}
