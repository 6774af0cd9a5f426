package dev.assent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.Xid;
import dev.assent.protocol.AssentVersion;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRequest;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.protocol.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConnectionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeCoordinator coordinator = new FakeCoordinator().accept();

    @AfterEach
    void stop() {
        coordinator.close();
    }

    private ClientOptions.Builder options() {
        return ClientOptions.builder(coordinator.address(), "shop")
                .backoff(Duration.ofMillis(1), Duration.ofMillis(20));
    }

    @Test
    void introducesItselfInBothRolesOnOneConnection() {
        try (AssentClient client = AssentClient.connect(options().build())) {
            client.begin("buy", MINUTE);

            assertThat(coordinator.connected()).isEqualTo(1);
            assertThat(coordinator.registrations)
                    .<Class<?>>extracting(Object::getClass)
                    .containsExactly(RegisterTMRequest.class, RegisterRMRequest.class);
            assertThat(coordinator.registrations).allSatisfy(registration -> {
                assertThat(registration.version()).isEqualTo("2.5.0");
                assertThat(registration.applicationId()).isEqualTo("shop");
                assertThat(registration.transactionServiceGroup()).isEqualTo("default_tx_group");
                assertThat(Extensions.token(registration.extraData())).contains(AssentVersion.text());
            });
        }
    }

    @Test
    void namesItsRequestsToOurCoordinatorsOnly() {
        try (AssentClient client = AssentClient.connect(options().build())) {
            client.begin("ours", MINUTE);
        }
        coordinator.asSeata("2.0.0");
        try (AssentClient client = AssentClient.connect(options().build())) {
            client.begin("theirs", MINUTE);
        }

        assertThat(coordinator.requests).hasSize(2);
        assertThat(Extensions.clientRequest(coordinator.requests.get(0).head())).isPresent();
        assertThat(coordinator.requests.get(1).head()).isEmpty();
    }

    @Test
    void oneLineSaysThatTheCoordinatorIsAwayAndACallSaysItToo() {
        coordinator.stop();
        try (Said said = new Said();
                AssentClient client = AssentClient.connect(
                        options().requestTimeout(Duration.ofMillis(300)).build())) {
            await().until(() -> !said.about("cannot be reached").isEmpty());
            assertThatThrownBy(() -> client.begin("buy", MINUTE))
                    .isInstanceOf(TryAgain.class)
                    .hasMessageStartingWith("ASN-1401: Expected the coordinator at " + coordinator.address()
                            + " to begin transaction 'buy', but it cannot be reached (Connection refused")
                    .hasMessageEndingWith(" within 300 ms.");

            assertThat(said.about("cannot be reached"))
                    .singleElement()
                    .asString()
                    .contains(coordinator.address());
            assertThat(said.hasStackTraces()).isFalse();

            coordinator.accept();
            await().until(() -> !said.about("connected").isEmpty());
            assertThat(said.about("connected to the coordinator at " + coordinator.address() + " (Assent 0.1.0)"))
                    .hasSize(1);

            coordinator.stop();
            await().until(() -> said.about("cannot be reached").size() == 2);
            assertThat(said.about("lost the connection")).hasSize(1);
        }
    }

    @Test
    void anHttpServerAtTheAddressIsNamed() throws IOException {
        try (ServerSocket operators = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerBadRequest(operators));
            answering.start();
            try (AssentClient client =
                    AssentClient.connect(ClientOptions.builder("127.0.0.1:" + operators.getLocalPort(), "shop")
                            .requestTimeout(Duration.ofSeconds(1))
                            .build())) {
                assertThatThrownBy(client::greet)
                        .isInstanceOf(TryAgain.class)
                        .hasMessageMatching(
                                "ASN-1401: Expected the coordinator at \\S+ to answer, but it cannot be"
                                        + " reached \\(ASN-4221: .* something speaks HTTP there\\. That port is 8091 .*\\) within 1000 ms\\.");
            }
        }
    }

    private static void answerBadRequest(ServerSocket operators) {
        while (!operators.isClosed()) {
            try (Socket caller = operators.accept()) {
                caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                caller.shutdownOutput();
                caller.getInputStream().readAllBytes();
            } catch (IOException callerHungUpOrTheTestEnded) {
                // the next one
            }
        }
    }

    @Test
    void aCallWaitsForTheCoordinatorToCome() {
        coordinator.stop();
        try (AssentClient client = AssentClient.connect(options().build())) {
            Thread later = new Thread(coordinator::accept);
            later.start();

            assertThat(client.begin("buy", MINUTE)).isEqualTo(new Xid("fake:1:1"));
        }
    }

    @Test
    void aRefusedRegistrationIsTriedAgain() {
        coordinator.refuseRegistrations(true);
        try (Said said = new Said();
                AssentClient client = AssentClient.connect(
                        options().requestTimeout(Duration.ofMillis(200)).build())) {
            await().until(() -> !said.about("refused the registration").isEmpty());
            assertThatThrownBy(() -> client.begin("buy", MINUTE))
                    .isInstanceOf(TryAgain.class)
                    .hasMessageContaining("refused the registration");
            assertThat(said.about("refused the registration")).hasSize(1);

            coordinator.refuseRegistrations(false);
            await().until(() -> !said.about("connected").isEmpty());
        }
    }

    @Test
    void anIdleConnectionIsKeptAliveByPings() {
        ClientOptions brisk = options()
                .heartbeat(Duration.ofMillis(20), Duration.ofSeconds(5))
                .build();
        try (Said said = new Said();
                AssentClient client = AssentClient.connect(brisk)) {
            await().until(() -> coordinator.pings.get() >= 3);

            assertThat(client.begin("buy", MINUTE)).isNotNull();
            assertThat(said.about("lost the connection")).isEmpty();
        }
    }

    @Test
    void aSilentConnectionIsDroppedAndReplaced() {
        ClientOptions brisk = options()
                .heartbeat(Duration.ofMillis(20), Duration.ofMillis(200))
                .connectTimeout(Duration.ofMillis(200))
                .build();
        try (Said said = new Said();
                AssentClient client = AssentClient.connect(brisk)) {
            client.begin("buy", MINUTE);
            coordinator.fallSilent();
            await().until(() -> !said.about("it brought nothing for 200 ms").isEmpty());

            coordinator.wakeUp();
            assertThat(client.begin("buy", MINUTE)).isNotNull();
        }
    }

    @Test
    void nonsenseFromTheCoordinatorCostsTheConnectionAndNoMore() {
        try (Said said = new Said();
                AssentClient client = AssentClient.connect(options().build())) {
            client.begin("buy", MINUTE);
            int before = coordinator.registrations.size();

            coordinator.tellBytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            await().until(() -> coordinator.registrations.size() > before);
            assertThat(client.begin("buy", MINUTE)).isNotNull();
            assertThat(said.about("lost the connection")).hasSize(1);
            assertThat(said.hasStackTraces()).isFalse();
        }
    }

    @Test
    void anAnswerNobodyWaitsForIsLeftAlone() {
        try (Said said = new Said();
                AssentClient client = AssentClient.connect(options().build())) {
            client.begin("buy", MINUTE);

            coordinator.tell(Frame.response(12_345, new GlobalBeginResponse(Result.SUCCESS, 0, "a:1:1", null)));

            assertThat(client.begin("buy", MINUTE)).isEqualTo(new Xid("fake:1:2"));
            assertThat(said.about("lost the connection")).isEmpty();
        }
    }

    @Test
    void twoClientsInOneProcessDoNotKnowOfEachOther() {
        try (FakeCoordinator other = new FakeCoordinator().accept();
                AssentClient two = AssentClient.connect(ClientOptions.to(other.address(), "bank"))) {
            try (AssentClient one = AssentClient.connect(options().build())) {
                one.begin("buy", MINUTE);
                two.begin("pay", MINUTE);
            }
            two.begin("pay", MINUTE);

            assertThat(coordinator.ledger.done()).containsExactly("begin buy");
            assertThat(other.ledger.done()).containsExactly("begin pay", "begin pay");
            assertThat(other.registrations)
                    .extracting(RegisterRequest::applicationId)
                    .containsOnly("bank");
        }
    }

    @Test
    void closingLeavesNoThreadAndNoConnection() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        AssentClient client = AssentClient.connect(options().build());
        client.begin("buy", MINUTE);
        assertThat(newThreads(before)).isNotEmpty();

        client.close();
        client.close();

        await().untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
        await().until(() -> coordinator.connected() == 0);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> client.begin("buy", MINUTE))
                    .isInstanceOf(TryAgain.class)
                    .hasMessageEndingWith("but this client was closed.");
        }
    }

    private static Set<String> newThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("assent-shop") || name.startsWith("globalEventExecutor"))
                .collect(Collectors.toSet());
    }

    @Test
    void whatDoesNotFitTheProtocolIsRefusedAndHarmsNobody() {
        try (AssentClient client = AssentClient.connect(options().build())) {
            assertThatThrownBy(() -> client.begin("x".repeat(40_000), MINUTE)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> client.begin("buy", Duration.ZERO)).isInstanceOf(NotAllowed.class);

            assertThat(client.begin("buy", MINUTE)).isNotNull();
            assertThat(coordinator.ledger.done()).containsExactly("begin buy");
        }
    }
}
