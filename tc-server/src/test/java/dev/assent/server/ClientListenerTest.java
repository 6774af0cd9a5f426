package dev.assent.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRMResponse;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.server.config.ServerOptions;
import dev.assent.server.edge.SocketPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets: whoever misbehaves loses its own connection, with one line, and nobody else's. */
class ClientListenerTest {
    private final List<Throwable> failures = new ArrayList<>();

    @TempDir
    private Path data;

    private CoordinatorServer server;
    private SocketPeer bystander;

    @BeforeEach
    void start() throws IOException {
        server = CoordinatorServer.start(
                ServerOptions.builder().port(0).data(data).build(), failures::add);
        bystander = new SocketPeer(server.port()).registers("bystander");
    }

    @AfterEach
    void nobodyElseHasNoticed() throws IOException {
        try {
            assertThat(bystander
                            .ask(new GlobalBeginRequest(1_000, "still here"))
                            .body())
                    .isInstanceOf(GlobalBeginResponse.class);
            assertThat(failures).isEmpty();
        } finally {
            bystander.close();
            server.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "wrong magic, deadbeef00000000000000000000000000000000",
        "unknown version, dada0700000010001003010000000001",
        "shorter than its head, dada010000000f001000010000000001",
        "head longer than the frame, dada0100000010001100010000000001",
        "length lies negative, dada01ffffffff001000010000000001",
        "oversized, dada0100800001001000010000000001",
        "unknown frame type, dada0100000012001009010000000001000b",
        "compressed by nothing we know, dada01000000120010000103000000010001",
        "damaged gzip, dada01000000120010000101000000010001",
        "other codec, dada01000000120010001600000000010001",
        "unknown message, dada01000000120010000100000000017fff",
        "message cut short, dada01000000130010000100000000010001ff"
    })
    void malformedBytesCloseTheirConnectionWithOneLine(String what, String hex) throws IOException {
        try (Logged log = Logged.by(CoordinatorServer.class);
                SocketPeer peer = new SocketPeer(server.port()).registers("shop")) {
            peer.sends(HexFormat.of().parseHex(hex));
            peer.expectClosed();
            bystander.ask(new GlobalBeginRequest(1_000, "behind it"));
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains("ASN-42")
                    .doesNotContain("\n");
        }
    }

    @Test
    void anHttpRequestIsToldApart() throws IOException {
        expectClosedWithOneLine(
                "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII), "HTTP");
    }

    @Test
    void whoDoesNotRegisterIsTurnedAway() throws IOException {
        byte[] commit = SocketPeer.bytes(Frame.request(1, new GlobalCommitRequest("127.0.0.1:8091:1", null)));
        expectClosedWithOneLine(commit, "register first");
    }

    private void expectClosedWithOneLine(byte[] bytes, String words) throws IOException {
        try (Logged log = Logged.by(CoordinatorServer.class);
                SocketPeer peer = new SocketPeer(server.port())) {
            peer.sends(bytes);
            peer.expectClosed();
            // what its own connection had to say is said before it is closed, or on the loop's thread before this
            // answer
            bystander.ask(new GlobalBeginRequest(1_000, "behind it"));
            assertThat(log.lines()).singleElement().asString().contains(words).doesNotContain("\n");
        }
    }

    @Test
    void whatAClientCallsItselfCannotForgeALine() throws IOException {
        try (Logged log = Logged.by(CoordinatorServer.class);
                SocketPeer peer = new SocketPeer(server.port())) {
            peer.registers("shop\n2026\u2028-01\u0085-01\u2029 ERROR all is lost\u202e");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .doesNotContain("\n", "\u2028", "\u0085", "\u2029", "\u202e");
        }
    }

    @Test
    void aFrameMayComeByteByByte() throws IOException {
        try (SocketPeer peer = new SocketPeer(server.port()).registers("slow")) {
            for (byte one : SocketPeer.bytes(Frame.request(77, new GlobalBeginRequest(1_000, "slow")))) {
                peer.sends(new byte[] {one});
            }
            assertThat(peer.reads().requestId()).isEqualTo(77);
        }
    }

    @Test
    void manyFramesMayComeAtOnceAndAreAnsweredInOrder() throws IOException {
        try (SocketPeer peer = new SocketPeer(server.port()).registers("eager")) {
            List<Integer> ids = new ArrayList<>();
            List<Integer> answered = new ArrayList<>();
            for (int id = 1000; id < 1200; id++) {
                ids.add(id);
                peer.sends(SocketPeer.bytes(Frame.request(id, new GlobalBeginRequest(1_000, "eager"))));
            }
            for (int i = 0; i < ids.size(); i++) {
                answered.add(peer.reads().requestId());
            }
            assertThat(answered).isEqualTo(ids);
        }
    }

    @Test
    void aPingIsAnsweredBeforeRegistration() throws IOException {
        try (SocketPeer peer = new SocketPeer(server.port())) {
            peer.sends(HexFormat.of().parseHex("dada01000000100010030100" + "0000001f"));
            Frame pong = peer.reads();
            assertThat(pong.type()).isEqualTo(FrameType.PONG);
            assertThat(pong.requestId()).isEqualTo(0x1f);
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {1, 2, 4, 5, 6, 7, -5})
    void whoCompressesIsAnsweredCompressed(byte compressor) throws IOException {
        try (SocketPeer peer = new SocketPeer(server.port()).registers("dense")) {
            peer.sends(SocketPeer.bytes(
                    Frame.request(5, new GlobalBeginRequest(1_000, "dense")).compressed(compressor)));
            Frame answer = peer.reads();
            assertThat(answer.requestId()).isEqualTo(5);
            assertThat(answer.compressor()).isEqualTo(compressor);
            assertThat(answer.body()).isInstanceOf(GlobalBeginResponse.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "lengths of nothing, dada0100000000000001010000000007",
        "lengths of a heartbeat, dada0100000010001001010000000007",
        "lengths of an earlier answer, dada010000001b001001010000000007",
    })
    void aBrokenAnswerEndsNoConnection(String what, String hex) throws IOException {
        try (SocketPeer peer = new SocketPeer(server.port()).registers("clumsy")) {
            peer.sends(HexFormat.of().parseHex(hex + "dada0100000010001003010000000008"));
            assertThat(peer.reads()).isEqualTo(Frame.pong(Frame.ping(8)));
        }
    }

    @Test
    void aLateRegistrationIsAnsweredThoughNobodyWaits() throws IOException {
        try (SocketPeer peer = new SocketPeer(server.port()).registers("both roles")) {
            for (int id = 20; id < 22; id++) {
                peer.sends(SocketPeer.bytes(
                        Frame.oneWay(id, new RegisterRMRequest("1.8.0", "both roles", "group", null, "db-" + id))));
                Frame answer = peer.reads();
                assertThat(answer.requestId()).isEqualTo(id);
                assertThat(answer.body()).isInstanceOf(RegisterRMResponse.class);
            }
        }
    }

    /** A merge of two begins as bytes, and the frames that come back: their heads up to the first xid. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"1.4.2, 003c", "1.8.0, 0079", "2.5.0, 0002"})
    void aMergeIsAnsweredByTheVersionThatRegistered(String version, String typeOfAnswer) throws IOException {
        String ids = version.startsWith("1.4") ? "" : "00000064" + "00000065";
        String begin = "0001" + "000003e8" + "0000";
        String merge = "0002" + begin + begin + ids;
        String body = "003b" + "%08x".formatted(merge.length() / 2) + merge;
        String frame = "dada01" + "%08x".formatted(16 + body.length() / 2) + "0010" + "02" + "0100" + "00000063" + body;
        try (SocketPeer peer = new SocketPeer(server.port())) {
            peer.ask(new RegisterTMRequest(version, "merging", "group", null));
            peer.sends(HexFormat.of().parseHex(frame));
            Frame answer = peer.reads();
            String type = HexFormat.of().formatHex(SocketPeer.bytes(answer), 16, 18);
            assertThat(type).isEqualTo(typeOfAnswer);
            assertThat(answer.requestId()).isEqualTo(typeOfAnswer.equals("0002") ? 0x64 : 0x63);
        }
    }

    @Test
    void twoHundredComeAndGo() throws IOException {
        for (int round = 0; round < 4; round++) {
            List<SocketPeer> peers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                peers.add(new SocketPeer(server.port()).registers("guest"));
            }
            assertThat(server.connections()).isEqualTo(51);
            for (SocketPeer peer : peers) {
                peer.close();
            }
            await().untilAsserted(() -> assertThat(server.connections()).isEqualTo(1));
        }
    }

    @Test
    void halfAFrameAtTheEndIsNoLine() throws IOException {
        try (Logged log = Logged.by(CoordinatorServer.class)) {
            SocketPeer peer = new SocketPeer(server.port());
            peer.sends(HexFormat.of().parseHex("dada0100"));
            peer.close();
            await().untilAsserted(() -> assertThat(server.connections()).isEqualTo(1));
            assertThat(log.lines()).isEmpty();
        }
    }
}
