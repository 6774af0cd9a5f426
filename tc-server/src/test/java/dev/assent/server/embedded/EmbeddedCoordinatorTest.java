package dev.assent.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.RegisterTMRequest;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCoordinatorTest {
    private static final List<String> OF_A_SERVER =
            List.of("armeria", "netty-transport", "netty-handler", "netty-codec", "netty-resolver", "picocli", "yaml");

    private static final String[] SEEN = {
        "COMMITTED COMMITTED;cause=user",
        "ROLLBACKED ROLLED_BACK;cause=user",
        "failures []",
        "commit delivered",
        "rollback delivered",
        "BEGIN OPEN",
        "ROLLBACKED ROLLED_BACK;cause=user"
    };

    @TempDir
    private Path data;

    @Test
    void servesTheClientsOfItsProcess() {
        assertThat(EmbeddedPurchase.run(data)).containsExactly(SEEN);
    }

    @Test
    void needsNothingOfAServerOnTheClassPath() throws Exception {
        try (URLClassLoader lean = new URLClassLoader(leanClassPath(), ClassLoader.getPlatformClassLoader())) {
            for (String missing :
                    List.of("com.linecorp.armeria.server.Server", "io.netty.channel.Channel", "picocli.CommandLine")) {
                assertThatThrownBy(() -> lean.loadClass(missing)).isInstanceOf(ClassNotFoundException.class);
            }
            Object seen = lean.loadClass(EmbeddedPurchase.class.getName())
                    .getMethod("run", Path.class)
                    .invoke(null, data);

            assertThat(seen)
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .containsExactly((Object[]) SEEN);
        }
    }

    private static URL[] leanClassPath() throws MalformedURLException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> kept = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            String name = new File(entry).getName();
            if (OF_A_SERVER.stream().noneMatch(name::contains)) {
                kept.add(new File(entry).toURI().toURL());
            }
        }
        return kept.toArray(new URL[0]);
    }

    @Test
    void aRequestWithoutAnAnswerEndsWithItsConnection() throws Exception {
        try (EmbeddedCoordinator coordinator = EmbeddedCoordinator.start(data, "embedded:1", failure -> {})) {
            EmbeddedConnection client = coordinator.connect("shop", Runnable::run, (connection, order) -> {});
            client.ask(new RegisterTMRequest("2.5.0", "shop", "group", null)).get(30, TimeUnit.SECONDS);
            client.close();

            CompletableFuture<?> late = client.ask(new GlobalBeginRequest(60_000, "purchase"));

            assertThatThrownBy(() -> late.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("the connection to the coordinator is closed");
        }
    }

    @Test
    void aCallbackThatFailsEndsNeitherTheCoordinatorNorItsDeliveries() throws Exception {
        List<Throwable> failures = new ArrayList<>();
        try (EmbeddedCoordinator coordinator = EmbeddedCoordinator.start(data, "embedded:1", failures::add)) {
            EmbeddedConnection broken = coordinator.connect(
                    "broken",
                    task -> {
                        throw new IllegalStateException("no thread");
                    },
                    (connection, order) -> {});
            CompletableFuture<?> unheard = broken.ask(new RegisterTMRequest("2.5.0", "broken", "group", null));
            EmbeddedConnection client = coordinator.connect("shop", Runnable::run, (connection, order) -> {});
            client.ask(new RegisterTMRequest("2.5.0", "shop", "group", null)).get(30, TimeUnit.SECONDS);

            assertThat(unheard).isNotDone();
            assertThat(failures).isEmpty();
        }
    }
}
