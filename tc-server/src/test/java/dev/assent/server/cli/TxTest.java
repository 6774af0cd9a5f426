package dev.assent.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.model.BranchStatus;
import dev.assent.server.ServerProcess;
import dev.assent.server.edge.StockService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code assent tx} against a server in a process of its own, which is killed on the way. */
@Timeout(180)
class TxTest {
    private static final String ROW = "stock:1";

    @TempDir
    private Path scratch;

    private int adminPort;

    private ServerProcess server() throws IOException {
        return ServerProcess.start(
                scratch,
                "--port",
                "0",
                "--admin-port",
                "0",
                "--data",
                scratch.resolve("data").toString());
    }

    private record Said(int code, String out, String err) {}

    private Said tx(Optional<Reader> somebody, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                somebody,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Instant.now(),
                ZoneOffset.UTC);
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--server", "127.0.0.1:" + adminPort))
                .toArray(String[]::new);
        int code = Tx.commandLine(terminal).execute(all);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Said tx(String... arguments) {
        return tx(Optional.empty(), arguments);
    }

    @Test
    void aStuckRollbackFromTheFirstLookToTheLastWord() throws IOException {
        String xid;
        try (ServerProcess server = server();
                StockService service = new StockService(server.awaitReady().port())) {
            adminPort = server.awaitAdminPort();
            xid = service.isStuckWith(ROW);
            Said list = tx("list", "--state", "parked");
            assertThat(list.out().lines()).hasSize(2);
            assertThat(list.out()).contains(xid, "rollback-failed", "shop");
            Said show = tx("show", xid);
            assertThat(show.code()).isZero();
            assertThat(show.out())
                    .contains("Transaction " + xid + " \"buy\"", "by shop at 127.0.0.1:", "stock-service", ROW)
                    .contains("parked: it waits for an operator", "Delivery  1 attempt")
                    .contains("assent tx retry " + xid + " --server 127.0.0.1:" + adminPort);
            assertThat(tx("pause", xid).out()).contains("assent tx resume " + xid);
            server.kill();
        }
        try (ServerProcess server = server();
                StockService service = new StockService(server.awaitReady().port())) {
            adminPort = server.awaitAdminPort();
            assertThat(tx("show", xid).out()).contains("Paused    ", "by an operator: nothing is delivered");
            Said refused = tx("retry", xid);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).startsWith("ASN-4108: Expected ");
            assertThat(tx("resume", xid).code()).isZero();
            assertThat(tx("retry", xid).code()).isZero();
            service.isToldToUndo(xid, BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE);
            Said force = tx("force", xid, "--yes", "--reason", "stock mended by hand, ticket 7");
            assertThat(force.code()).as(force.err()).isZero();
            assertThat(tx("show", xid).out())
                    .contains(
                            "rolled back, but not everywhere",
                            "stock mended by hand, ticket 7",
                            "given up by an operator",
                            "Locks     none")
                    .doesNotContain("locked: ");
            server.kill();
        }
        try (ServerProcess server = server()) {
            server.awaitReady();
            adminPort = server.awaitAdminPort();
            assertThat(tx("show", xid).out())
                    .contains(
                            "rolled back, but not everywhere",
                            "Forced    an operator gave up on the rest: stock mended by hand, ticket 7");
            assertThat(tx("list").out()).startsWith("No such transactions.");
        }
    }

    @Test
    void forceAsksWhoSitsThere() throws IOException {
        try (ServerProcess server = server();
                StockService service = new StockService(server.awaitReady().port())) {
            adminPort = server.awaitAdminPort();
            String xid = service.isStuckWith(ROW);
            Said no = tx(Optional.of(new StringReader("y\n")), "force", xid, "--reason", "a");
            assertThat(no.code()).isEqualTo(4);
            assertThat(no.out()).contains("It cannot be taken back", "Nothing has been done.");
            assertThat(tx("list", "--state", "parked").out()).contains(xid);
            Said yes = tx(Optional.of(new StringReader("yes\n")), "force", xid, "--reason", "a");
            assertThat(yes.out()).contains("rolled back, but not everywhere");
        }
    }

    @Test
    void asAProcessItSpeaksJsonToMachinesAndNothingElse() throws Exception {
        try (ServerProcess server = server();
                StockService service = new StockService(server.awaitReady().port())) {
            adminPort = server.awaitAdminPort();
            String xid = service.isStuckWith(ROW);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Tx.class.getName(),
                    "show",
                    xid,
                    "--json",
                    "--server",
                    "127.0.0.1:" + adminPort));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> lines = process.inputReader().lines().toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(lines)
                    .singleElement()
                    .asString()
                    .startsWith("{\"coordinator\":\"")
                    .contains(xid);
            assertThat(process.exitValue()).isZero();
        }
    }

    @Test
    void whereNobodyListensIsSaidSo() throws IOException {
        try (ServerSocket soonFree = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            adminPort = soonFree.getLocalPort();
        }
        Said said = tx("list");
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).startsWith("ASN-1540: Expected ").contains("127.0.0.1:" + adminPort, "--server");
    }

    @Test
    void thePortOfClientsIsNotTheAdminPort() throws IOException {
        try (ServerProcess server = server()) {
            adminPort = server.awaitReady().port();
            Said said = tx("list");
            assertThat(said.code()).isEqualTo(3);
            assertThat(said.err()).startsWith("ASN-4542: Expected ").contains("Is that the admin port");
        }
    }

    @Test
    void valuesThatAreNotAllowedAreWrongOptions() {
        assertThat(tx("list", "--state", "bogus"))
                .isEqualTo(new Said(
                        2,
                        "",
                        "ASN-4540: Expected --state to be one of undecided, finishing, parked, paused, but it is 'bogus'."
                                + " See ./assent tx list --help." + System.lineSeparator()));
        assertThat(tx("list", "--limit", "0").code()).isEqualTo(2);
        assertThat(tx("list", "--limit", "1001").code()).isEqualTo(2);
    }

    @Test
    void whoeverElseListensThereIsNoCoordinator() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            adminPort = other.getLocalPort();
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answersWithAPage(other));
            Said said = tx("list");
            served.join();
            assertThat(said.code()).isEqualTo(3);
            assertThat(said.err()).startsWith("ASN-4541: Expected ");
        }
    }

    private static void answersWithAPage(ServerSocket socket) {
        try (Socket peer = socket.accept()) {
            assertThat(peer.getInputStream().read()).isPositive();
            peer.getOutputStream()
                    .write("HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>"
                            .getBytes(StandardCharsets.US_ASCII));
            peer.getOutputStream().flush();
            assertThat(peer.getInputStream().readAllBytes()).isNotEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
