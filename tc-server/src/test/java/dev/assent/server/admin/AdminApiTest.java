package dev.assent.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.core.Operation;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.server.Logged;
import dev.assent.server.admin.HttpPeer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets: what is let in, what is kept out, and that every answer is JSON in one grammar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminApiTest {
    private static final String STUCK = "127.0.0.1:8091:42";
    private static final String FORCE = "/v1/transactions/" + STUCK + "/force";

    private final HonestOperations inside = new HonestOperations();
    private AdminServer server;
    private HttpPeer peer;

    @BeforeAll
    void start() {
        server = AdminServer.start("127.0.0.1", 0, inside, failure -> {});
        peer = new HttpPeer(server.port());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void oneThatIsStuck() {
        inside.startOver();
        inside.stuck(STUCK, "shop");
    }

    @Test
    void theStatusSaysWhoItIs() throws IOException {
        Answer answer = peer.get("/v1/status");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).contains("content-type: application/json", "cache-control: no-store");
        assertThat(answer.json().toString())
                .isEqualTo("{\"version\":\"1.2.3\",\"address\":\"tc:8091\",\"startedAt\":\"2026-01-01T00:00:00Z\","
                        + "\"uptimeSeconds\":90,\"open\":1,\"parked\":1,\"locks\":2,\"connections\":3,"
                        + "\"lostCommits\":0,\"journalBytes\":4096}");
    }

    @Test
    void databasesAreListedAndSettledByName() throws IOException {
        assertThat(peer.get("/v1/resources").json().toString())
                .isEqualTo("{\"resources\":[{\"name\":\"jdbc:postgresql://h/app\",\"mark\":\"m-1\",\"connections\":2,"
                        + "\"byNameAlone\":1,\"ordered\":null}]}");
        assertThat(peer.post("/v1/resources/adopt", "{\"name\":\"jdbc:postgresql://h/app\"}")
                        .json()
                        .path("message")
                        .asText())
                .isEqualTo("It gets its old mark.");
        assertThat(peer.post("/v1/resources/renew", "{\"name\":\"db\"}").status())
                .isEqualTo(200);
        assertThat(inside.done()).containsExactly("adopt jdbc:postgresql://h/app", "renew db");
        assertThat(peer.post("/v1/resources/renew", "{}").status()).isEqualTo(400);
        assertThat(peer.post("/v1/resources/forget", "{\"name\":\"db\"}").status())
                .isEqualTo(404);
    }

    @Test
    void aListTakesItsFilter() throws IOException {
        Answer answer = peer.get("/v1/transactions?state=parked&application=shop&limit=5&after=127.0.0.1:8091:7");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("transactions").path(0).path("xid").asText())
                .isEqualTo(STUCK);
        assertThat(inside.done())
                .containsExactly("list Filter[state=Optional[parked], application=Optional[shop], limit=5,"
                        + " after=Optional[127.0.0.1:8091:7]]");
    }

    @ParameterizedTest
    @CsvSource({
        "state=lost, state",
        "limit=0, limit",
        "limit=1001, limit",
        "limit=ten, limit",
        "after=a%20b, xid",
        "colour=red, colour",
        "limit=1&limit=2, limit"
    })
    void aFilterThatMeansNothingIsRefused(String query, String named) throws IOException {
        Answer answer = peer.get("/v1/transactions?" + query);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.message()).startsWith("Expected ").contains(named);
        assertThat(inside.done()).isEmpty();
    }

    @Test
    void aTransactionIsFoundByItsXidHoweverItIsSpelt() throws IOException {
        for (String path : new String[] {STUCK, STUCK.replace(":", "%3A")}) {
            Answer answer = peer.get("/v1/transactions/" + path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("branches").path(0).path("reason").asText())
                    .isEqualTo("a dirty write");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8091:43", "no-xid", "a%20b"})
    void anXidItDoesNotKnowIsSaidToBeUnknown(String xid) throws IOException {
        Answer answer = peer.get("/v1/transactions/" + xid);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.message()).startsWith("Expected ").contains(xid.replace("%20", " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v2/status", "/v1/transactions/", "/v1/transactions/x/y/z", "/favicon.ico"})
    void aPathThatLeadsNowhereIsRefused(String path) throws IOException {
        Answer answer = peer.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).startsWith("ASN-45");
    }

    @Test
    void everyOperationIsDoneWithItsReason() throws IOException {
        for (String operation : new String[] {"retry", "pause", "resume", "force"}) {
            Answer answer = peer.post("/v1/transactions/" + STUCK + '/' + operation, "{\"reason\": \"ticket 7\"}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("message").asText()).contains(STUCK);
            assertThat(answer.json().at("/transaction/summary/xid").asText()).isEqualTo(STUCK);
        }
        assertThat(inside.done())
                .containsExactly(
                        "retry " + STUCK + " because 'ticket 7'",
                        "pause " + STUCK + " because 'ticket 7'",
                        "resume " + STUCK + " because 'ticket 7'",
                        "force " + STUCK + " because 'ticket 7'");
    }

    @Test
    void onlyForceMustGiveAReason() throws IOException {
        assertThat(peer.post("/v1/transactions/" + STUCK + "/retry", "{}").status())
                .isEqualTo(200);
        assertThat(peer.post(FORCE, "{}").code()).isEqualTo("ASN-4526");
        assertThat(peer.post(FORCE, "{\"reason\": \" \"}").code()).isEqualTo("ASN-4526");
        assertThat(inside.done()).containsExactly("retry " + STUCK + " because ''");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reason",
                "[]",
                "\"reason\"",
                "{\"reason\": 1}",
                "{\"reason\": null}",
                "{\"reason\": \"a\"} x",
                "{\"reason\": \"a\", \"xid\": \"b\"}",
                "{\"reason\": \"two\\nlines\"}",
                "{\"reason\": \"a\""
            })
    void aBodyThatIsNoReasonIsRefused(String body) throws IOException {
        Answer answer = peer.post(FORCE, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("ASN-4526");
        assertThat(answer.message()).startsWith("Expected ");
        assertThat(inside.done()).isEmpty();
    }

    @Test
    void aReasonThatIsAStoryIsRefused() throws IOException {
        assertThat(peer.post(FORCE, "{\"reason\": \"" + "x".repeat(Operation.LONGEST_REASON + 1) + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anOversizeBodyIsRefusedAndNothingTheLogShouldTellOf() throws IOException {
        try (Logged log = Logged.by(AdminServer.class)) {
            Answer answer = peer.post(FORCE, "{\"reason\": \"" + "x".repeat(AdminServer.MOST_BYTES) + "\"}");
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("ASN-4527");
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(inside.done()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=a",
                "application/jsonp"
            })
    void whatABrowsersFormCanSendIsKeptOut(String type) throws IOException {
        Answer answer = peer.post(FORCE, "{\"reason\": \"a\"}", "Host: localhost", "Content-Type: " + type);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("ASN-4521");
        assertThat(peer.post(FORCE, "{\"reason\": \"a\"}", "Host: localhost").status())
                .isEqualTo(415);
        assertThat(inside.done()).isEmpty();
    }

    @Test
    void jsonMayNameItsCharset() throws IOException {
        Answer answer = peer.post(
                FORCE, "{\"reason\": \"Größe\"}", "Host: localhost", "Content-Type: application/json; charset=utf-8");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(inside.done()).containsExactly("force " + STUCK + " because 'Größe'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:7091",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1:1:2",
                "[::1",
                "127.1"
            })
    void aPageOfAnotherNameIsKeptOut(String host) throws IOException {
        Answer get = peer.sends("GET /v1/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(get.status()).isIn(400, 403);
        assertThat(get.message()).startsWith("Expected ");
        Answer post = peer.post(FORCE, "{\"reason\": \"a\"}", "Host: " + host, "Content-Type: application/json");
        assertThat(post.status()).isIn(400, 403);
        assertThat(inside.done()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:9000", "127.0.0.1", "[::1]", "[::1]:7091", "10.0.0.5:7091"})
    void thisMachineIsLetIn(String host) throws IOException {
        assertThat(peer.sends("GET /v1/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void noScriptOfAnotherPageIsGivenLeave() throws IOException {
        Answer answer =
                peer.sends("OPTIONS " + FORCE + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n"
                        + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n"
                        + "Connection: close\r\n\r\n");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).doesNotContain("access-control");
    }

    @Test
    void lookingChangesNothingAndDoingIsNoLooking() throws IOException {
        assertThat(peer.get(FORCE).status()).isEqualTo(405);
        assertThat(peer.post("/v1/status", "{}").code()).isEqualTo("ASN-4523");
        assertThat(inside.done()).isEmpty();
    }

    @Test
    void aRefusalOfTheCoordinatorKeepsItsWords() throws IOException {
        inside.refuses(new NotAllowed("ASN-4199", "Expected transaction x to be stuck, but it is not."));
        Answer answer = peer.post(FORCE, "{\"reason\": \"a\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("ASN-4199");
        assertThat(answer.message()).isEqualTo("Expected transaction x to be stuck, but it is not.");
    }

    @Test
    void itsOwnErrorsGoToTheLogAndNotToTheAsker() throws IOException {
        inside.breaks();
        try (Logged log = Logged.by(AdminServer.class)) {
            Answer answer = peer.get("/v1/transactions/" + STUCK);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo("ASN-3521");
            assertThat(answer.message()).doesNotContain("secret");
            assertThat(log.lines()).singleElement().asString().contains("the coordinator goes on");
        }
    }

    @Test
    void nonsenseIsAnsweredWithJsonToo() throws IOException {
        Answer answer = peer.sends("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer.status()).isIn(400, 414);
        assertThat(answer.code()).isEqualTo("ASN-4529");
    }

    @Test
    void moreConnectionsThanItTakesAreClosed() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < AdminServer.MOST_CONNECTIONS; i++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            try (Socket beyond = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                beyond.setSoTimeout(30_000);
                assertThat(beyond.getInputStream().read()).isEqualTo(-1);
            } catch (SocketException e) {
                assertThat(e).hasMessageContaining("reset");
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        await().untilAsserted(() -> assertThat(peer.get("/v1/status").status()).isEqualTo(200));
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> AdminServer.start("127.0.0.1", taken.getLocalPort(), inside, failure -> {}))
                    .isInstanceOf(TryAgain.class)
                    .hasMessageContainingAll("ASN-1520", "127.0.0.1:" + taken.getLocalPort());
        }
        assertThatThrownBy(() -> AdminServer.start("no-such-host.invalid", 0, inside, failure -> {}))
                .isInstanceOf(TryAgain.class)
                .hasMessageContainingAll("ASN-1520", "no-such-host.invalid");
    }
}
