package dev.assent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import dev.assent.server.CoordinatorServer;
import dev.assent.server.config.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data directory is copied, the coordinator goes on, and is started on the copy (P35). */
final class RestoredBackupTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private @Nullable CoordinatorServer server;
    private int port;

    private void start(Path data, long acceptedLoss) {
        CoordinatorServer started = CoordinatorServer.start(
                ServerOptions.builder()
                        .port(port)
                        .data(data)
                        .acceptedLoss(acceptedLoss)
                        .build(),
                failure -> {});
        port = started.port();
        server = started;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private AssentClient connect() {
        return AssentClient.connect(ClientOptions.builder("127.0.0.1:" + port, "shop")
                .backoff(Duration.ofMillis(1), Duration.ofMillis(20))
                .build());
    }

    /** A transaction whose commit is durable when this returns. */
    private static void buy(AssentClient client) throws Exception {
        Xid xid = client.begin("buy", MINUTE);
        client.register(xid, BranchType.AT, "jdbc:shop", null, null);
        client.commit(xid);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void aCoordinatorOnARestoredBackupDecidesNothingUntilAnOperatorGivesUpWhatIsLost() throws Exception {
        Path data = directory.resolve("data");
        Path backup = directory.resolve("backup");

        // given
        start(data, -1);
        try (AssentClient client = connect()) {
            buy(client);
            Xid open = client.begin("long", MINUTE);
            client.register(open, BranchType.AT, "jdbc:shop", null, null);
            stop();
            copy(data, backup);
            start(data, -1);
            buy(client);
            client.commit(open);
            stop();

            // when
            start(backup, -1);

            // then
            assertThatThrownBy(() -> client.begin("buy", MINUTE))
                    .isInstanceOf(TryAgain.class)
                    .hasMessageContaining("ASN-1505: Expected the log of this coordinator to hold every record")
                    .hasMessageContaining("accept-loss-to-epoch: 2");
            assertThatThrownBy(() -> client.rollback(open))
                    .as("it was committed")
                    .isInstanceOf(OutcomeUnknown.class)
                    .hasMessageContaining("ASN-1505");
            try (AssentClient other = connect()) {
                assertThatThrownBy(() -> other.begin("buy", MINUTE)).hasMessageContaining("ASN-1505");
            }
            stop();

            // when
            start(backup, 2);

            // then
            buy(client);
        }
    }

    @Test
    void aCoordinatorOnItsOwnDirectoryOrAnEmptyOneGoesOn() throws Exception {
        // given
        start(directory.resolve("data"), -1);
        try (AssentClient client = connect()) {
            buy(client);

            // when
            stop();
            start(directory.resolve("data"), -1);

            // then
            buy(client);

            // when
            stop();
            start(directory.resolve("new"), -1);

            // then
            buy(client);
            assertThat(client.begin("buy", MINUTE)).isNotNull();
        }
    }
}
