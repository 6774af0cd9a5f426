package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.Transactions;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IncomingXidsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Named coordinator = new Named();

    @Test
    void theConfiguredAddressesAreAcceptedWithoutAQuestion() {
        IncomingXids xids = xids(Map.of("assent.propagation.coordinators", "old:8091,older:8092"));

        assertThat(xids.accepted("tc:8091:7")).contains(new Xid("tc:8091:7"));
        assertThat(xids.accepted(" older:8092:7 ")).contains(new Xid("older:8092:7"));
        assertThat(coordinator.asked).isEmpty();
    }

    @Test
    void whatTheCoordinatorCallsItselfIsAsked() {
        IncomingXids xids = xids(Map.of());

        assertThat(xids.accepted("10.0.0.5:8091:7")).isPresent();
        assertThat(xids.accepted("10.0.0.5:8091:8")).isPresent();

        assertThat(coordinator.asked).containsExactly("begin", "rollback 10.0.0.5:8091:1");
    }

    @Test
    void foreignXidsAskTheCoordinatorOnceInTenSeconds() {
        IncomingXids xids = xids(Map.of());
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> xids.accepted("evil:8091:7"))
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageContaining("tc:8091")
                    .hasMessageContaining("evil:8091:7")
                    .hasMessageContaining("assent.propagation.coordinators");
        }
        assertThat(coordinator.asked).hasSize(2);

        coordinator.address = "10.0.0.6:8091";
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());

        assertThat(xids.accepted("10.0.0.6:8091:7")).isPresent();
    }

    /** Its end is of no interest: the coordinator rolls it back by the time-out. */
    @Test
    void theNameIsKnownAlthoughTheQuestionIsNotEnded() {
        coordinator.silent = true;

        assertThat(xids(Map.of()).accepted("10.0.0.5:8091:7")).isPresent();
    }

    @Test
    void anAnswerThatIsMissingIsNoRefusal() {
        assertThat(RefusedRequest.of(new OutcomeUnknown("ASN-3401", "no answer came"))
                        .status())
                .isEqualTo(503);
        assertThat(RefusedRequest.of(new NotAllowed("ASN-4805", "foreign")).status())
                .isEqualTo(400);
    }

    @Test
    void noneIsAcceptedWhereTheHeaderIsIgnored() {
        IncomingXids xids = xids(Map.of("assent.propagation.accept", "none"));

        assertThat(xids.accepted("tc:8091:7")).isEmpty();
        assertThat(xids.accepted("no xid at all")).isEmpty();
    }

    private IncomingXids xids(Map<String, String> more) {
        Map<String, String> properties = new java.util.HashMap<>(more);
        properties.put("assent.coordinator", "tc:8091");
        AssentProperties bound = new Binder(new MapConfigurationPropertySource(properties))
                .bind("assent", AssentProperties.class)
                .get();
        return new IncomingXids(bound, coordinator, nanos::get);
    }

    /** A coordinator with an address of its own. */
    private static final class Named implements Transactions {
        private final List<String> asked = new ArrayList<>();
        private String address = "10.0.0.5:8091";
        private boolean silent;

        @Override
        public Xid begin(String name, Duration timeout) {
            asked.add("begin");
            return Xid.of(address, 1);
        }

        @Override
        public Ending rollback(Xid xid) {
            asked.add("rollback " + xid);
            if (silent) {
                throw new OutcomeUnknown("ASN-3401", "no answer came");
            }
            return Ending.ROLLED_BACK;
        }

        @Override
        public Ending commit(Xid xid) {
            throw new IllegalStateException("Expected no commit, but got one of " + xid);
        }

        @Override
        public GlobalStatus status(Xid xid) {
            throw new IllegalStateException("Expected no question, but got one of " + xid);
        }
    }
}
