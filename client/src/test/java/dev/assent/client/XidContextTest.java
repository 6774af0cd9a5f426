package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class XidContextTest {
    private static final Xid OUTER = Xid.of("tc:8091", 1);

    @Test
    void aHeaderIsBoundUntilTheScopeIsClosed() {
        try (XidContext.Scope scope = XidContext.bindHeader("tc:8091:7 ")) {
            assertThat(scope).isNotNull();
            assertThat(XidContext.current()).contains(Xid.of("tc:8091", 7));
        }
        assertThat(XidContext.current()).isEmpty();
    }

    /** As of a browser or a health check. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aRequestWithoutAHeaderIsInNoGlobalTransaction(String header) {
        try (XidContext.Scope outer = XidContext.bind(OUTER)) {
            assertThat(outer).isNotNull();
            try (XidContext.Scope scope = XidContext.bindHeader(header)) {
                assertThat(scope).isNotNull();
                assertThat(XidContext.current()).isEmpty();
            }
            assertThat(XidContext.current()).contains(OUTER);
        }
    }

    @Test
    void aHeaderThatIsNoXidIsRefused() {
        assertThatThrownBy(() -> XidContext.bindHeader("two words")).isInstanceOf(IllegalArgumentException.class);
    }
}
