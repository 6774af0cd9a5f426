package dev.assent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The xid goes from one process to another, by each client and into each kind of web application. */
@Timeout(180)
class TwoProcessesTest {
    private static final int START_MILLIS = 120_000;
    private static final Xid XID = new Xid(ServiceProcess.COORDINATOR + ":7");

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void eachClientCarriesTheXid(WebApplicationType type) throws IOException {
        Path output = scratch.resolve("output");
        try (ServerSocket here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ConfigurableApplicationContext front =
                        ServiceProcess.start(WebApplicationType.NONE, Clients.Application.class)) {
            Process service = service(type, here.getLocalPort(), output);
            here.setSoTimeout(START_MILLIS);
            try (Socket child = here.accept()) {
                String url = "http://127.0.0.1:" + new DataInputStream(child.getInputStream()).readInt() + "/take";
                Clients.of(front).forEach((name, client) -> {
                    XidContext.Scope bound = XidContext.bind(XID);
                    try (bound) {
                        assertThat(get(client, url)).as(name).isEqualTo(XID.value());
                    }
                    assertThat(get(client, url)).as(name + ", outside").isEqualTo("none");
                });
            } catch (IOException e) {
                throw new IOException(Files.readString(output), e);
            } finally {
                service.destroyForcibly();
            }
        }
    }

    private static Process service(WebApplicationType type, int port, Path output) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServiceProcess.class.getName(),
                        type.name(),
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static String get(Clients.Client client, String url) {
        try {
            return String.valueOf(client.get(url));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
