package dev.assent.tm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.assent.client.XidContext;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.Xid;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Propagation × inside or outside × how the body ends. */
final class PropagationTest {
    private static final Xid OUTER = Xid.of("other:1", 9);
    private static final String NONE = "none";
    private static final String OUTERS = "outer's";
    private static final String OWN = "own";
    private static final String REFUSED = "refused";

    private final FakeCoordinator coordinator = new FakeCoordinator();
    private final GlobalTransactions transactions = new GlobalTransactions(coordinator);

    static Stream<Arguments> table() {
        return Stream.of(
                arguments(Propagation.REQUIRED, OUTERS, OWN),
                arguments(Propagation.REQUIRES_NEW, OWN, OWN),
                arguments(Propagation.NOT_SUPPORTED, NONE, NONE),
                arguments(Propagation.SUPPORTS, OUTERS, NONE),
                arguments(Propagation.NEVER, REFUSED, NONE),
                arguments(Propagation.MANDATORY, OUTERS, REFUSED));
    }

    @Test
    void theTableIsWhole() {
        assertThat(table().map(row -> row.get()[0])).containsExactly((Object[]) Propagation.values());
    }

    @ParameterizedTest
    @MethodSource("table")
    void whenTheBodyReturns(Propagation propagation, String inside, String outside) {
        try (XidContext.Scope outer = XidContext.bind(OUTER)) {
            returning(propagation, inside);
            assertThat(XidContext.current()).as("given back").contains(OUTER);
            assertThat(outer).isNotNull();
        }
        returning(propagation, outside);
        assertThat(XidContext.current()).as("given back").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("table")
    void whenTheBodyThrows(Propagation propagation, String inside, String outside) {
        try (XidContext.Scope outer = XidContext.bind(OUTER)) {
            throwing(propagation, inside);
            assertThat(XidContext.current()).as("given back").contains(OUTER);
            assertThat(outer).isNotNull();
        }
        throwing(propagation, outside);
        assertThat(XidContext.current()).as("given back").isEmpty();
    }

    private void returning(Propagation propagation, String expected) {
        coordinator.asked.clear();
        if (expected.equals(REFUSED)) {
            refused(propagation);
            return;
        }
        Optional<Xid> seen = transactions.execute(options(propagation), XidContext::current);

        assertThat(kind(seen)).isEqualTo(expected);
        assertThat(coordinator.asked)
                .containsExactlyElementsOf(
                        expected.equals(OWN)
                                ? Stream.of("begin pay 60000", "commit " + number(seen))
                                        .toList()
                                : Stream.<String>of().toList());
    }

    private void throwing(Propagation propagation, String expected) {
        coordinator.asked.clear();
        if (expected.equals(REFUSED)) {
            refused(propagation);
            return;
        }
        IllegalStateException trouble = new IllegalStateException("no money");

        assertThatThrownBy(() -> transactions.execute(options(propagation), () -> {
                    throw trouble;
                }))
                .isSameAs(trouble)
                .hasNoSuppressedExceptions();
        if (expected.equals(OWN)) {
            assertThat(coordinator.asked).hasSize(2).last().asString().startsWith("rollback ");
        } else {
            assertThat(coordinator.asked)
                    .containsExactlyElementsOf(expected.equals(OUTERS) ? List.of("mark 9") : List.of());
        }
    }

    private void refused(Propagation propagation) {
        assertThatThrownBy(() -> transactions.execute(options(propagation), () -> "never runs"))
                .isInstanceOf(NotAllowed.class)
                .hasMessageContaining(propagation.name());
        assertThat(coordinator.asked).isEmpty();
    }

    private static TransactionOptions options(Propagation propagation) {
        return TransactionOptions.named("pay").withPropagation(propagation);
    }

    private static String kind(Optional<Xid> seen) {
        return seen.map(xid -> xid.equals(OUTER) ? OUTERS : OWN).orElse(NONE);
    }

    private static long number(Optional<Xid> seen) {
        return seen.orElseThrow().number().orElseThrow();
    }
}
