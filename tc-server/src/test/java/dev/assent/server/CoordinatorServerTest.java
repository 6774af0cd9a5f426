package dev.assent.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.journal.FileDisk;
import dev.assent.journal.Journal;
import dev.assent.journal.JournalException;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.Recovery;
import dev.assent.model.AssentException;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.GlobalBeginResponse;
import dev.assent.server.config.ServerOptions;
import dev.assent.server.edge.SocketPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server embedded in a process of somebody else's. */
@Timeout(120)
class CoordinatorServerTest {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @TempDir
    private Path data;

    private CoordinatorServer start(ServerOptions.Builder options) {
        return CoordinatorServer.start(options.build(), failures::add);
    }

    private ServerOptions.Builder options() {
        return ServerOptions.builder().port(0).data(data);
    }

    @Test
    void closingTwiceIsClosingOnce() {
        CoordinatorServer server = start(options());
        server.close();
        server.close();
        try (CoordinatorServer again = start(options())) {
            assertThat(again.openAtStart()).isZero();
        }
    }

    @Test
    void xidsBeginWithWhereItIsDialled() throws IOException {
        try (CoordinatorServer server = start(options());
                SocketPeer peer = new SocketPeer(server.port()).registers("shop")) {
            GlobalBeginResponse begun = peer.ask(new GlobalBeginRequest(1_000, "buy"), GlobalBeginResponse.class);
            assertThat(begun.xid()).startsWith("127.0.0.1:" + server.port() + ':');
        }
        try (CoordinatorServer server = start(options().advertise("tc-1.example.org:18091"));
                SocketPeer peer = new SocketPeer(server.port()).registers("shop")) {
            GlobalBeginResponse begun = peer.ask(new GlobalBeginRequest(1_000, "buy"), GlobalBeginResponse.class);
            assertThat(begun.xid()).startsWith("tc-1.example.org:18091:");
        }
    }

    @Test
    void anAddressThatLeavesNoRoomInAnXidIsRefused() {
        String tooLong = "tc-1.a-data-centre-with-a-long-name.example.org:8091";
        assertThatThrownBy(() -> start(options().advertise(tooLong)))
                .isInstanceOf(AssentException.NotAllowed.class)
                .hasMessageContainingAll("ASN-4509", tooLong);
        start(options()).close();
    }

    @Test
    void aSecondOneOnTheSameDirectoryIsRefused() {
        try (CoordinatorServer server = start(options())) {
            assertThat(server.port()).isPositive();
            assertThatThrownBy(() -> start(options()))
                    .isInstanceOf(JournalException.NotAllowed.class)
                    .hasMessageContainingAll(
                            data.toString(),
                            String.valueOf(ProcessHandle.current().pid()));
        }
    }

    @Test
    void aPortThatIsTakenLeavesTheDirectoryFree() throws IOException {
        Path other = Files.createDirectory(data.resolve("other"));
        try (CoordinatorServer server = start(options())) {
            ServerOptions.Builder same = options().data(other).port(server.port());
            assertThatThrownBy(() -> start(same))
                    .isInstanceOf(AssentException.TryAgain.class)
                    .hasMessageContainingAll("ASN-1501", "127.0.0.1:" + server.port());
        }
        start(options().data(other)).close();
    }

    @Test
    void aHostThatIsNoneOfThisMachinesIsNamed() {
        assertThatThrownBy(() -> start(options().host("no-such-host.invalid")))
                .isInstanceOf(AssentException.class)
                .hasMessageContaining("no-such-host.invalid")
                .hasMessageNotContaining("null");
    }

    @Test
    void aDirectoryThatCannotBeOneIsNamed() throws IOException {
        Path file = Files.writeString(data.resolve("file"), "no directory");
        assertThatThrownBy(() -> start(options().data(file)))
                .isInstanceOf(AssentException.NotAllowed.class)
                .hasMessageContainingAll("ASN-4506", file.toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void aJournalOfALaterVersionIsRefusedInOneLine() {
        try (FileDisk disk = FileDisk.open(data)) {
            JournalOptions small = new JournalOptions(64 << 10, 4);
            try (Journal journal = Recovery.open(disk, small, record -> {}).start(out -> {}, new Random(1))) {
                journal.append(List.of(new byte[] {99, 0, 0, 0, 0, 0, 0, 0, 0}));
                journal.force();
            }
        }
        assertThatThrownBy(() -> start(options()))
                .isInstanceOf(AssentException.NotAllowed.class)
                .hasMessageContainingAll("ASN-4508", data.toString(), "99")
                .hasMessageNotContaining("\n");
    }
}
