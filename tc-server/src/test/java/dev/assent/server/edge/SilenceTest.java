package dev.assent.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.server.limit.ClientLimits;
import dev.assent.server.port.Scheduler;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a connection may bring nothing. */
@Timeout(60)
class SilenceTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private final LoopThread threads = new LoopThread(failure -> {}, LoopThread.HANG_LIMIT);

    @Test
    void whoIsSilentLosesItsConnection() throws IOException {
        try (ClientListener edge = open(SHORT);
                SocketPeer peer = new SocketPeer(edge.address().getPort())) {
            peer.expectClosed();
        }
    }

    /** A later one with a limit is closed while the first without one still stands. */
    @Test
    void withoutALimitNobodyDoes() throws IOException {
        try (ClientListener patient = open(Duration.ZERO);
                ClientListener impatient = open(SHORT);
                SocketPeer first = new SocketPeer(patient.address().getPort());
                SocketPeer later = new SocketPeer(impatient.address().getPort())) {
            later.expectClosed();
            assertThat(first.isClosedByNow()).isFalse();
        }
    }

    private ClientListener open(Duration silence) {
        ClientListener edge = new ClientListener(
                "127.0.0.1", 0, silence, ClientLimits.defaults(), new Nobody(), threads.connections(), failure -> {});
        edge.accept();
        return edge;
    }

    @AfterEach
    void end() {
        threads.close();
    }

    /** There is no loop behind these connections. */
    private static final class Nobody implements Scheduler {
        @Override
        public void run(Runnable task) {}

        @Override
        public void after(Duration delay, Runnable task) {}

        @Override
        public void io(Runnable task) {}

        @Override
        public void background(Runnable task) {}
    }
}
