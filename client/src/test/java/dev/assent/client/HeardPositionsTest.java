package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.protocol.Extensions;
import dev.assent.protocol.Heard;
import dev.assent.protocol.RegisterRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HeardPositionsTest {
    private final HeardPositions positions = new HeardPositions();

    private void hear(String coordinator, long epoch, long sequence) {
        positions.hear(Map.of(Extensions.HEARD, new Heard(coordinator, epoch, "n", sequence).text()));
    }

    @Test
    void theHighestOfEachCoordinatorIsKept() {
        // when
        hear("a", 1, 10);
        hear("b", 5, 1);
        hear("a", 1, 12);
        hear("a", 1, 11);
        hear("a", 2, 3);

        // then
        assertThat(positions.all()).containsExactly(new Heard("a", 2, "n", 3), new Heard("b", 5, "n", 1));
    }

    @Test
    void anAnswerThatSaysNothingChangesNothing() {
        // given
        hear("a", 1, 10);

        // when
        positions.hear(Map.of());
        positions.hear(Map.of(Extensions.OUTCOME, "OPEN"));
        positions.hear(Map.of(Extensions.HEARD, "nonsense"));

        // then
        assertThat(positions.all()).containsExactly(new Heard("a", 1, "n", 10));
    }

    @Test
    void theOldestOfMoreThanEightCoordinatorsIsForgotten() {
        for (int i = 0; i < 10; i++) {
            hear("c" + i, 1, 1);
        }
        assertThat(positions.all()).extracting(Heard::coordinator).hasSize(8).doesNotContain("c0", "c1");
    }

    @Test
    void everyLaterRegistrationSaysWhatWasHeard() {
        Heard heard = new Heard("a", 3, "n", 99);
        try (FakeCoordinator coordinator = new FakeCoordinator().accept();
                AssentClient client = AssentClient.connect(ClientOptions.builder(coordinator.address(), "shop")
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(20))
                        .build())) {
            // given
            coordinator.ledger.addToHead(Extensions.HEARD, heard.text());
            client.begin("buy", Duration.ofMinutes(1));
            assertThat(coordinator.registrations).allMatch(each -> heard(each).isEmpty());

            // when
            coordinator.hangUp();

            // then
            await().until(() -> coordinator.registrations.size() >= 4);
            assertThat(coordinator.registrations.subList(2, 4))
                    .allMatch(each -> heard(each).equals(List.of(heard)));
        }
    }

    private static List<Heard> heard(RegisterRequest registration) {
        return Extensions.heard(registration.extraData());
    }
}
