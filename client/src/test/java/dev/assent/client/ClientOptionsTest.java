package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.NotAllowed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientOptionsTest {
    private static final ClientOptions DEFAULTS = ClientOptions.to("tc:8091", "shop");

    @Test
    void theDefaultsAreWhatTheDocumentationSays() {
        assertThat(DEFAULTS.transactionServiceGroup()).isEqualTo("default_tx_group");
        assertThat(DEFAULTS.requestTimeout()).hasSeconds(10);
        assertThat(DEFAULTS.decisionDeadline()).hasSeconds(60);
        assertThat(DEFAULTS.connectTimeout()).hasSeconds(3);
        assertThat(DEFAULTS.firstBackoff()).hasMillis(50);
        assertThat(DEFAULTS.maxBackoff()).hasSeconds(2);
        assertThat(DEFAULTS.pingAfter()).hasSeconds(5);
        assertThat(DEFAULTS.silenceLimit()).hasSeconds(15);
        assertThat(DEFAULTS.phaseTwoThreads()).isEqualTo(8);
        assertThat(DEFAULTS.phaseTwoQueue()).isEqualTo(10_000);
    }

    @Test
    void eachOptionChangesByItself() {
        Duration odd = Duration.ofMillis(1_234);
        ClientOptions changed = DEFAULTS.toBuilder()
                .transactionServiceGroup("group")
                .requestTimeout(odd)
                .decisionDeadline(odd.plusMillis(1))
                .connectTimeout(odd.plusMillis(2))
                .backoff(odd.plusMillis(3), odd.plusMillis(4))
                .heartbeat(odd.plusMillis(5), odd.plusMillis(6))
                .phaseTwo(3, 4)
                .build();

        for (ClientOptions same : List.of(changed, changed.toBuilder().build())) {
            assertThat(same.coordinator()).hasToString("tc:8091");
            assertThat(same.applicationId()).isEqualTo("shop");
            assertThat(same.transactionServiceGroup()).isEqualTo("group");
            assertThat(same.requestTimeout()).isEqualTo(odd);
            assertThat(same.decisionDeadline()).isEqualTo(odd.plusMillis(1));
            assertThat(same.connectTimeout()).isEqualTo(odd.plusMillis(2));
            assertThat(same.firstBackoff()).isEqualTo(odd.plusMillis(3));
            assertThat(same.maxBackoff()).isEqualTo(odd.plusMillis(4));
            assertThat(same.pingAfter()).isEqualTo(odd.plusMillis(5));
            assertThat(same.silenceLimit()).isEqualTo(odd.plusMillis(6));
            assertThat(same.phaseTwoThreads()).isEqualTo(3);
            assertThat(same.phaseTwoQueue()).isEqualTo(4);
        }
    }

    @Test
    void whatWasBuiltDoesNotChangeWithItsBuilder() {
        ClientOptions.Builder builder = ClientOptions.builder("tc:8091", "shop");
        ClientOptions built = builder.build();

        builder.requestTimeout(Duration.ofHours(1));

        assertThat(built.requestTimeout()).hasSeconds(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tc", ":8091", "tc:", "tc:x", "tc:0", "tc:65536", "tc:-1"})
    void anAddressThatIsNoneIsRefused(String address) {
        assertThatThrownBy(() -> ClientOptions.to(address, "shop"))
                .isInstanceOf(NotAllowed.class)
                .hasMessage("ASN-4403: Expected option coordinator to look like host:port, but it is " + address + ".");
    }

    @Test
    void anIpv6AddressStandsInBrackets() {
        assertThat(CoordinatorAddress.parse("[::1]:8091").dialHost()).isEqualTo("::1");
        assertThat(CoordinatorAddress.parse("[::1]:8091")).hasToString("[::1]:8091");
        assertThat(CoordinatorAddress.parse("tc:8091").dialHost()).isEqualTo("tc");
    }

    @Test
    void valuesWithoutSenseAreRefused() {
        assertThatThrownBy(
                        () -> DEFAULTS.toBuilder().requestTimeout(Duration.ZERO).build())
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> DEFAULTS.toBuilder()
                        .backoff(Duration.ofSeconds(2), Duration.ofSeconds(1))
                        .build())
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> DEFAULTS.toBuilder().phaseTwo(0, 1).build()).isInstanceOf(NotAllowed.class);
    }
}
