package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.NotAllowed;
import java.time.Duration;
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
        ClientOptions changed = DEFAULTS.withTransactionServiceGroup("group")
                .withRequestTimeout(odd)
                .withDecisionDeadline(odd.plusMillis(1))
                .withConnectTimeout(odd.plusMillis(2))
                .withBackoff(odd.plusMillis(3), odd.plusMillis(4))
                .withHeartbeat(odd.plusMillis(5), odd.plusMillis(6))
                .withPhaseTwo(3, 4);

        assertThat(changed)
                .isEqualTo(new ClientOptions(
                        DEFAULTS.coordinators(),
                        "shop",
                        "group",
                        odd,
                        odd.plusMillis(1),
                        odd.plusMillis(2),
                        odd.plusMillis(3),
                        odd.plusMillis(4),
                        odd.plusMillis(5),
                        odd.plusMillis(6),
                        3,
                        4));
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
        assertThatThrownBy(() -> DEFAULTS.withRequestTimeout(Duration.ZERO)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> DEFAULTS.withBackoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> DEFAULTS.withPhaseTwo(0, 1)).isInstanceOf(NotAllowed.class);
    }
}
