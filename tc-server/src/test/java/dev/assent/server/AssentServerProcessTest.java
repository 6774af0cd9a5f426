package dev.assent.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.BranchRegisterResponse;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.GlobalEndResponse;
import dev.assent.protocol.GlobalStatusRequest;
import dev.assent.protocol.Message;
import dev.assent.server.edge.SocketPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of the coordinator: its lines, its exit codes, and what is left on the disk. */
@Timeout(180)
class AssentServerProcessTest {
    @TempDir
    private Path scratch;

    private Path data;

    @BeforeEach
    void dataDirectory() {
        data = scratch.resolve("data");
    }

    private ServerProcess start(String... more) throws IOException {
        return ServerProcess.start(
                scratch,
                Stream.concat(Stream.of("--port", "0", "--data", data.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static String begin(SocketPeer peer) throws IOException {
        return String.valueOf(peer.ask(new GlobalBeginRequest(60_000, "buy"), GlobalBeginResponse.class)
                .xid());
    }

    private static BranchRegisterResponse join(SocketPeer peer, String xid) throws IOException {
        return peer.ask(
                new BranchRegisterRequest(xid, BranchType.AT, "db", "stock:1", null), BranchRegisterResponse.class);
    }

    private static GlobalStatus status(SocketPeer peer, Message request) throws IOException {
        return peer.ask(request, GlobalEndResponse.class).globalStatus();
    }

    /** An open transaction with one branch. */
    private static String open(int port) throws IOException {
        try (SocketPeer peer = new SocketPeer(port).registers("shop")) {
            String xid = begin(peer);
            assertThat(join(peer, xid).result().success()).isTrue();
            return xid;
        }
    }

    @Test
    void aTerminatedOneSaysSoAndItsOpenTransactionsGoOn() throws Exception {
        String xid;
        try (ServerProcess server = start()) {
            ServerProcess.Ready ready = server.awaitReady();
            assertThat(ready.data()).isEqualTo(data.toString());
            assertThat(ready.openTransactions()).isZero();
            xid = open(ready.port());
            server.terminate();
            assertThat(server.restOfOutput()).containsExactly("assent tc-server stopped");
            assertThat(server.exitCode()).isIn(0, 143);
        }
        try (ServerProcess server = start()) {
            ServerProcess.Ready ready = server.awaitReady();
            assertThat(ready.openTransactions()).isEqualTo(1);
            try (SocketPeer peer = new SocketPeer(ready.port()).registers("shop")) {
                assertThat(status(peer, new GlobalStatusRequest(xid, null))).isEqualTo(GlobalStatus.BEGIN);
            }
        }
    }

    @Test
    void terminatedAsSoonAsItIsReadyItStopsInOrder() throws Exception {
        try (ServerProcess server = start()) {
            server.awaitReady();
            server.terminate();
            assertThat(server.restOfOutput()).containsExactly("assent tc-server stopped");
        }
    }

    /** A log collector that stalls must cost lines of the log, and nothing else. */
    @Test
    void whenNobodyReadsStandardErrorItAnswersAndStops() throws Exception {
        int linesBeyondAPipe = 1_000;
        try (ServerProcess server = ServerProcess.startUnread(scratch, "--port", "0", "--data", data.toString())) {
            int port = server.awaitReady().port();
            for (int i = 0; i < linesBeyondAPipe; i++) {
                try (SocketPeer stranger = new SocketPeer(port)) {
                    stranger.sends("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    stranger.expectClosed();
                }
            }
            open(port);
            server.terminate();
            assertThat(server.restOfOutput()).containsExactly("assent tc-server stopped");
            assertThat(server.exitCode()).isIn(0, 143);
        }
    }

    @Test
    void whatDoesNotStopInTimeIsEnded() throws Exception {
        Path config = Files.writeString(scratch.resolve("assent.yml"), "stop-limit-ms: 1000\n");
        try (ServerProcess server = ServerProcess.start(
                NeverEndingHook.class,
                scratch,
                "--port",
                "0",
                "--data",
                data.toString(),
                "--config",
                config.toString())) {
            server.awaitReady();
            server.terminate();
            assertThat(server.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void aKilledOneHasKeptWhatItAcknowledged() throws Exception {
        String xid;
        try (ServerProcess server = start()) {
            xid = open(server.awaitReady().port());
            server.kill();
        }
        try (ServerProcess server = start()) {
            ServerProcess.Ready ready = server.awaitReady();
            assertThat(ready.openTransactions()).isEqualTo(1);
            try (SocketPeer peer = new SocketPeer(ready.port()).registers("shop")) {
                String other = begin(peer);
                assertThat(join(peer, other).exceptionCode())
                        .as("the lock is held")
                        .isEqualTo(2);
                assertThat(status(peer, new GlobalCommitRequest(xid, null))).isEqualTo(GlobalStatus.COMMITTED);
                assertThat(join(peer, other).result().success()).isTrue();
            }
        }
    }

    private void expectRefusal(ServerProcess server, String... words) throws Exception {
        try (server) {
            assertThat(server.restOfOutput()).as("nothing on standard output").isEmpty();
            assertThat(server.exitCode()).as(server.errors()).isEqualTo(1);
            assertThat(server.errors().lines().filter(line -> !line.startsWith("WARNING: ")))
                    .as("one line, and no stack trace")
                    .singleElement()
                    .asString()
                    .contains(words);
        }
    }

    @Test
    void aSecondOneOnTheDirectoryIsRefused() throws Exception {
        try (ServerProcess first = start()) {
            first.awaitReady();
            expectRefusal(start(), "ASN-4611", data.toString(), String.valueOf(first.pid()));
        }
    }

    @Test
    void aPortThatIsTakenIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            expectRefusal(
                    ServerProcess.start(scratch, "--port", port, "--data", data.toString()),
                    "ASN-1501",
                    "127.0.0.1:" + port);
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsRefused() throws Exception {
        Files.writeString(data, "a file");
        expectRefusal(start(), "ASN-4506", data.toString(), "it is no directory");
    }

    @Test
    void aBadSettingIsRefused() throws Exception {
        Path config = Files.writeString(scratch.resolve("assent.yml"), "settle-wait-ms: soon\n");
        expectRefusal(
                start("--config", config.toString()),
                "ASN-4503",
                config.toString(),
                "settle-wait-ms",
                "'soon'",
                "from 1 to 20000");
    }

    @Test
    void aBadValueOnTheCommandLineIsAWrongOption() throws Exception {
        try (ServerProcess server = start("--admin-port", "seven")) {
            assertThat(server.exitCode()).as(server.errors()).isEqualTo(2);
            assertThat(server.errors()).contains("ASN-4503", "admin-port", "'seven'");
        }
    }

    @Test
    void aConfigurationThatIsADirectoryIsRefused() throws Exception {
        expectRefusal(start("--config", scratch.toString()), "ASN-4505", "it is a directory");
    }

    @Test
    void aJournalDamagedInTheMiddleIsRefused() throws Exception {
        try (ServerProcess server = start()) {
            int port = server.awaitReady().port();
            try (SocketPeer peer = new SocketPeer(port).registers("shop")) {
                String xid = begin(peer);
                for (int i = 0; i < 10; i++) {
                    assertThat(join(peer, xid).result().success()).isTrue();
                }
            }
            server.kill();
        }
        Path segment;
        try (Stream<Path> files = Files.list(data)) {
            segment = files.filter(file -> file.toString().endsWith("-00000000.segment"))
                    .findFirst()
                    .orElseThrow();
        }
        flip(segment, IN_ITS_FIRST_RECORD);
        expectRefusal(start(), "ASN-4601", segment.getFileName().toString(), "offset");
        flip(segment, IN_ITS_HEAD);
        expectRefusal(start(), "ASN-4605", segment.getFileName().toString(), "offset 0");
    }

    private static final int IN_ITS_HEAD = 60;
    private static final int IN_ITS_FIRST_RECORD = 600;

    private static void flip(Path file, int position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 0x10));
            channel.write(one.flip(), position);
        }
    }
}
